#pragma once

#include "ui/exports/picture_exporter.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMessageBox;
class QProgressBar;
class QPushButton;

namespace glassbox {

/// Asks where to and in which formats all pictures go, and stands with progress and Cancel while they are written.
class ExportPicturesDialog : public QDialog {
    Q_OBJECT

  public:
    /// What is chosen at first; `settings` says size, ground and frame of the pictures.
    struct Start {
        QString folder;
        QStringList formats;
        PictureSettings settings;
    };
    ExportPicturesDialog(const PictureCollection& pictures, const Start& start, ThemeSource& theme,
                         QWidget* parent = nullptr);

    QString folder() const;
    QStringList formats() const;

  Q_SIGNALS:
    /// All is written, or given up; the dialog closes.
    void exported(const glassbox::PictureExporter::Result& result);

  public Q_SLOTS:
    void accept() override;
    void reject() override;

  private:
    void makeFields(const Start& start);
    void layOut();
    void chooseFolder();
    void refresh();
    void askAboutFiles(int count);
    void write(bool replace);

    PictureCollection m_pictures;
    PictureSettings m_settings;
    PictureExporter m_exporter;
    QLineEdit* m_folder;
    QPushButton* m_choose;
    std::vector<std::pair<QString, QCheckBox*>> m_formats;
    QLabel *m_words, *m_leftOut;
    QProgressBar* m_progress;
    QPushButton *m_export, *m_cancel;
};

/// What came of it, in a sentence.
QString exportWords(const PictureExporter::Result& result, const QString& folder);

}  // namespace glassbox
