#pragma once

#include "engine/formats/model_import.h"
#include "engine/runtime/job_thread.h"

#include <QObject>
#include <QString>

namespace glassbox {

class ExperimentDocument;

/// Takes the network of the document away in the formats of other programs, and takes in what they wrote. Reading and
/// writing happen on threads of their own.
class ModelFiles : public QObject {
    Q_OBJECT

  public:
    explicit ModelFiles(ExperimentDocument& document, QObject* parent = nullptr);

    /// The network as it is at this moment; the file's ending says the format.
    void write(const QString& path);
    /// Weights go into the network; a network with other layers takes its place, as one undoable step.
    void read(const QString& path);

    /// For a file dialog: what can be written, the proposed one first, and what can be read.
    static QString writingFilter();
    static QString readingFilter();

  Q_SIGNALS:
    void problem(const QString& sentence);
    void noted(const QString& sentence);
    /// Weights were read and handed to the session, which may still refuse them.
    void weightsSent();

  private:
    void writeNow(const QString& path, const std::vector<NamedTensor>& weights);
    void take(const ModelFile& file);

    ExperimentDocument& m_document;
    QString m_path;  // where the weights that were asked for go
    JobThread m_writing, m_reading;
};

}  // namespace glassbox
