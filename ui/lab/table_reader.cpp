#include "ui/lab/table_reader.h"

#include <QFileInfo>
#include <QThread>

#include <new>

namespace glassbox {

TableReader::TableReader(QObject* parent) : QObject(parent) {}

TableReader::~TableReader() {
    end();
}

void TableReader::end() {
    if (m_job) m_job->stop = true;
    m_job.reset();
    if (m_thread) m_thread->wait();
    m_thread.reset();
}

void TableReader::cancel() {
    if (!m_job) return;
    end();
    Q_EMIT cancelled();
}

template <typename Act>
void TableReader::post(const std::shared_ptr<Job>& job, Act act) {
    QMetaObject::invokeMethod(
        this,
        [this, job, act = std::move(act)] {
            if (job == m_job) act();
        },
        Qt::QueuedConnection);
}

void TableReader::read(const QString& path, const TableFormat& format, const TableBytes& bytes) {
    end();
    m_job = std::make_shared<Job>();
    m_thread.reset(QThread::create(
        [this, job = m_job, name = path.toStdString(), format, bytes] { work(job, name, format, bytes); }));
    m_thread->start();
}

void TableReader::work(const std::shared_ptr<Job>& job, const std::string& path, TableFormat format,
                       const TableBytes& bytes) {
    const auto read = [&](const Progress& progress) {
        if (!bytes) return std::make_shared<const Table>(readTable(path, format, progress));
        return std::make_shared<const Table>(
            parseTable(*bytes, format, progress, QFileInfo(QString::fromStdString(path)).fileName().toStdString()));
    };
    const auto fail = [&](const QString& sentence) {
        post(job, [this, sentence] {
            m_job.reset();
            Q_EMIT failed(sentence);
        });
    };
    try {
        format.rowLimit = TablePreviewModel::rowsShown;
        const auto go = [job](double) { return !job->stop; };
        const TablePtr preview = read(go);
        post(job, [this, preview] { Q_EMIT previewRead(preview); });
        TablePtr whole = preview;
        if (preview->truncated) {
            format.rowLimit = 0;
            double last = -1;
            whole = read([&](double share) {
                if (share - last > 0.01) {
                    last = share;
                    post(job, [this, share] { Q_EMIT progressed(share); });
                }
                return !job->stop;
            });
        }
        post(job, [this, whole] {
            m_job.reset();
            Q_EMIT finished(whole);
        });
    } catch (const Cancelled&) {
        // Whoever stopped it knows.
    } catch (const Error& error) {
        fail(QString::fromUtf8(error.what()));
    } catch (const std::bad_alloc&) {
        fail(tr("The table does not fit into memory; leave out rows or columns."));
    }
}

}  // namespace glassbox
