#include "ui/shell/data_in.h"

#include "engine/data/table.h"
#include "engine/formats/files.h"
#include "engine/formats/npz.h"
#include "engine/formats/npz_table.h"
#include "ui/shell/file_commands.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>

#include <new>

namespace glassbox {

DataIn::DataIn(FileCommands& files, QObject* parent) : QObject(parent), m_files(files) {}

void DataIn::paste() {
    const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
    const QByteArray text = clipboard && clipboard->hasText() ? clipboard->text().toUtf8() : QByteArray();
    if (text.trimmed().isEmpty()) {
        Q_EMIT problem(tr("There is no table on the clipboard; copy cells in a spreadsheet, then paste them here."));
        return;
    }
    try {
        TableFormat format;
        format.rowLimit = 100;
        const Table table =
            parseTable(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), format);
        if (table.columns.size() < 2 || table.rowCount < 2) {
            Q_EMIT problem(
                tr("What is on the clipboard is no table; copy at least two columns with two rows below their "
                   "names."));
            return;
        }
        const bool tabs = table.format.separator == "\t";
        keep(tr("Save the pasted table"), tr("pasted table"), tabs ? QStringLiteral("tsv") : QStringLiteral("csv"),
             text);
    } catch (const Error& error) {
        Q_EMIT problem(
            tr("What is on the clipboard can't be read as a table: %1").arg(QString::fromUtf8(error.what())));
    }
}

// Arrays may be large: they are read elsewhere.
void DataIn::openNpz(const QString& path) {
    m_reading.start([this, path](const JobThread::Task& task) {
        const QString name = QFileInfo(path).fileName();
        QByteArray text;
        QString sentence;
        try {
            const std::vector<NamedTensor> arrays = readNpz(path);
            if (const std::optional<NpzChoice> choice = guessNpzData(arrays)) text = npzToCsv(arrays, *choice);
        } catch (const Error& error) {
            sentence = QString::fromUtf8(error.what());
        } catch (const std::bad_alloc&) {
            sentence = tr("There is not enough memory for this file.");
        }
        task.tell([this, path, name, text, sentence] {
            m_reading.setFinished();
            if (!sentence.isEmpty()) return Q_EMIT problem(sentence);
            if (text.isEmpty()) return Q_EMIT weightsFound(path);
            keep(tr("Save %1 as a table").arg(name), QFileInfo(path).completeBaseName(), QStringLiteral("csv"), text);
        });
    });
}

void DataIn::keep(const QString& caption, const QString& name, const QString& ending, const QByteArray& text) {
    QString kept;
    m_files.saveExport(caption, name, {ending}, [&](const QString& path) {
        writeFile(path, text);
        kept = path;
    });
    if (!kept.isEmpty()) Q_EMIT m_files.tableChosen(kept);
}

}  // namespace glassbox
