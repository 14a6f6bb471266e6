#include "ui/models/document_writer.h"

#include "engine/nn/error.h"
#include "ui/models/experiment_document.h"

#include <QEventLoop>
#include <QFile>

#include <new>

namespace glassbox {

DocumentWriter::DocumentWriter(ExperimentDocument& document, Tables tables, QObject* parent)
    : QObject(parent), m_document(document), m_tables(tables) {
    connect(&document.session(), &TrainingSession::runReady, this, &DocumentWriter::take);
}

void DocumentWriter::write(const QString& path, const DocumentExtras& extras) {
    m_job.cancel();
    m_path = path;
    m_extras = extras;
    m_experiment = m_document.experiment();
    m_runs = m_document.runs();
    m_number = m_document.session().requestRun();
}

void DocumentWriter::take(quint64 number, const RunCopyPtr& run) {
    if (number != m_number) return;
    Document document =
        m_document.contents(m_experiment, m_runs, run, m_tables == Tables::Relative ? m_path : QString());
    document.views = std::move(m_extras.views);
    document.thumbnail = std::move(m_extras.thumbnail);
    m_job.start([this, path = m_path, document = std::move(document)](const JobThread::Task& task) {
        QString problem;
        try {
            writeDocument(path, document);
        } catch (const Error& error) {
            problem = QString::fromUtf8(error.what());
        } catch (const std::bad_alloc&) {
            problem = tr("There is not enough memory to write %1.").arg(path);
        }
        task.tell([this, path, problem] {
            m_job.setFinished();
            end(problem.isEmpty());
            if (problem.isEmpty())
                Q_EMIT written(path);
            else
                Q_EMIT failed(problem);
            Q_EMIT ended();
        });
    });
}

void DocumentWriter::end(bool good) {
    m_number = 0;
    m_good = good;
}

bool DocumentWriter::finish() {
    if (!isWriting()) return m_good;
    QEventLoop loop;
    connect(this, &DocumentWriter::ended, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    return m_good;
}

void DocumentWriter::discard(const QString& path) {
    QFile::remove(path);
    // What is being written can't be called back: it is removed again behind it, in the same thread.
    m_job.start([this, path](const JobThread::Task& task) {
        QFile::remove(path);
        task.tell([this] { m_job.setFinished(); });
    });
    if (!isWriting()) return;
    end(true);
    Q_EMIT ended();
}

}  // namespace glassbox
