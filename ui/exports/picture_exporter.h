#pragma once

#include "engine/runtime/job_thread.h"
#include "ui/exports/picture_collection.h"
#include "ui/plots/picture_settings.h"

#include <QObject>
#include <QPointer>

namespace glassbox {

class ThemeSource;

/// What is to be written where.
struct PictureExport {
    QString folder;
    QStringList formats;       ///< png, svg, pdf; csv and json for the numbers
    PictureSettings settings;  ///< all but the format
    bool replace = false;      ///< files that are there already; else they stay as they are
};

/// Writes pictures one after the other: painted by the window's thread, a picture at a time so that it goes on living,
/// put into their format and written by another. A file is written whole or not at all.
class PictureExporter : public QObject {
    Q_OBJECT

  public:
    struct Result {
        int written = 0;
        int kept = 0;  ///< were there already
        QStringList failures;
        bool cancelled = false;
    };

    explicit PictureExporter(ThemeSource& theme, QObject* parent = nullptr) : QObject(parent), m_theme(theme) {}

    /// Names of the files, picture by picture; numbers only where there are some.
    static QStringList fileNames(const PictureCollection& pictures, const QStringList& formats);
    void start(const PictureCollection& pictures, const PictureExport& wanted);
    void cancel();
    bool isRunning() const { return m_running; }

  Q_SIGNALS:
    void progressed(int done, int all);
    void finished(const glassbox::PictureExporter::Result& result);

  private:
    struct File {
        QPointer<QObject> menu;
        QString name, format;
        std::function<QByteArray()> bytes{};  // once it is painted
        QString problem{};
    };
    static std::vector<File> filesOf(const PictureCollection& pictures, const QStringList& formats);
    void next();
    void paint(std::size_t first);
    void writeNext();
    void end();

    ThemeSource& m_theme;
    PictureExport m_wanted;
    std::vector<File> m_files;
    std::size_t m_at = 0;
    Result m_result;
    bool m_running = false;
    JobThread m_job;
};

}  // namespace glassbox
