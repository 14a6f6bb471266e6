#pragma once

#include "engine/formats/document.h"
#include "engine/runtime/job_thread.h"
#include "engine/runtime/training_session.h"

#include <QObject>

namespace glassbox {

class ExperimentDocument;

/// What a document keeps besides the experiment and its run.
struct DocumentExtras {
    std::map<std::string, QByteArray> views;
    QByteArray thumbnail;
};

/// Writes the open document, as it is when write() is called, to a file: the session is asked for its run between two
/// steps, packing and writing happen in a thread of their own. Nothing waits, unless finish() is called.
class DocumentWriter : public QObject {
    Q_OBJECT

  public:
    /// Where a table that can't be taken inside is looked for: from the document's folder, or at its absolute place.
    enum class Tables { Relative, Absolute };
    DocumentWriter(ExperimentDocument& document, Tables tables, QObject* parent = nullptr);

    /// Answered by `written` or `failed`. One that is still under way is not told of any more; its file is whole or
    /// untouched.
    void write(const QString& path, const DocumentExtras& extras = {});
    bool isWriting() const { return m_number != 0; }
    /// Waits for the answer, without keys and clicks in the meantime. True if the last one was written, or there was
    /// nothing to wait for.
    bool finish();
    /// Forgets what is not written yet, and removes the file, also if it is being written at this moment.
    void discard(const QString& path);

  Q_SIGNALS:
    void written(const QString& path);
    void failed(const QString& sentence);
    void ended();

  private:
    void take(quint64 number, const RunCopyPtr& run);
    void end(bool good);

    ExperimentDocument& m_document;
    Tables m_tables;
    JobThread m_job;
    quint64 m_number = 0;  // what the session calls the request under way
    QString m_path;
    DocumentExtras m_extras;
    Experiment m_experiment;  // of the moment
    DocumentRuns m_runs;
    bool m_good = true;
};

}  // namespace glassbox
