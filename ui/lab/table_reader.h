#pragma once

#include "ui/models/table_preview_model.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace glassbox {

/// Reads a table in a thread of its own: first a few rows for the preview, then all. A new reading ends the one before.
class TableReader : public QObject {
    Q_OBJECT

  public:
    explicit TableReader(QObject* parent = nullptr);
    ~TableReader() override;

    /// With `bytes` they are read in place of the file.
    void read(const QString& path, const TableFormat& format, const TableBytes& bytes = nullptr);
    /// `cancelled` follows.
    void cancel();
    bool isReading() const { return m_job != nullptr; }

  Q_SIGNALS:
    void previewRead(const glassbox::TablePtr& table);
    void progressed(double share);
    /// The whole table.
    void finished(const glassbox::TablePtr& table);
    void failed(const QString& sentence);
    void cancelled();

  private:
    struct Job {
        std::atomic<bool> stop = false;
    };
    void end();
    /// Calls `act` in our thread, unless the job is over by then.
    template <typename Act>
    void post(const std::shared_ptr<Job>& job, Act act);
    void work(const std::shared_ptr<Job>& job, const std::string& path, TableFormat format, const TableBytes& bytes);

    std::shared_ptr<Job> m_job;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace glassbox
