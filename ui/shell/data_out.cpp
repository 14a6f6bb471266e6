#include "ui/shell/data_out.h"

#include "engine/formats/samples_file.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/file_commands.h"

#include <QDir>
#include <QFileInfo>
#include <QWidget>

#include <new>

namespace glassbox {

DataOut::DataOut(ExperimentDocument& document, FileCommands& files, QWidget* window)
    : QObject(window), m_document(document), m_files(files), m_window(window) {}

void DataOut::save() {
    if (!m_document.session().dataset()) {
        Q_EMIT problem(tr("The data are not read yet; save them in a moment."));
        return;
    }
    const QString start = QDir(m_document.folder()).filePath(tr("%1 data.csv").arg(m_document.title()));
    const QString path = m_files.questions.savePath(
        m_window, {tr("Save the data"), start, tr("Table (*.csv);;NumPy arrays (*.npz)"), QStringLiteral("csv")});
    if (!path.isEmpty()) write(path);
}

void DataOut::write(const QString& path) {
    m_writing.start([this, path, data = m_document.session().dataset()](const JobThread::Task& task) {
        QString sentence;
        try {
            writeSamples(path, *data);
        } catch (const Error& error) {
            sentence = QString::fromUtf8(error.what());
        } catch (const std::bad_alloc&) {
            sentence = tr("There is not enough memory to save these data.");
        }
        task.tell([this, path, sentence] {
            m_writing.setFinished();
            if (!sentence.isEmpty()) return Q_EMIT problem(sentence);
            Q_EMIT noted(tr("Saved %1.").arg(QFileInfo(path).fileName()));
        });
    });
}

}  // namespace glassbox
