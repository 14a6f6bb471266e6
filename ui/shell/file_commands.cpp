#include "ui/shell/file_commands.h"

#include "engine/formats/history_csv.h"
#include "engine/formats/npz.h"
#include "ui/shell/model_files.h"
#include "ui/shell/preferences.h"

#include <QDir>
#include <QFileInfo>
#include <QPrinter>

#include <new>

namespace glassbox {

namespace {

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

}  // namespace

FileCommands::FileCommands(ExperimentDocument& document, Preferences& preferences, QWidget* window)
    : QObject(window),
      m_document(document),
      m_preferences(preferences),
      m_window(window),
      m_writer(document, DocumentWriter::Tables::Relative),
      m_models(new ModelFiles(document, this)) {
    connect(&m_writer, &DocumentWriter::written, this, &FileCommands::documentWritten);
    connect(&m_writer, &DocumentWriter::failed, this, [this](const QString& sentence) {
        Q_EMIT noted({});
        Q_EMIT problem(sentence);
    });
    connect(m_models, &ModelFiles::problem, this, &FileCommands::problem);
    connect(m_models, &ModelFiles::noted, this, &FileCommands::noted);
    connect(m_models, &ModelFiles::weightsSent, this, &FileCommands::weightsSent);
    connect(&m_document.session(), &TrainingSession::parametersReady, this,
            [this](const std::vector<NamedTensor>& tensors) {
                if (m_weightsPath.isEmpty()) return;
                const QString path = std::exchange(m_weightsPath, {});
                if (!attempt([&] { writeNpz(path, tensors); })) return;
                Q_EMIT noted(tr("Weights saved to %1.").arg(nameOf(path)));
            });
}

bool FileCommands::isTable(const QString& path) {
    static const QStringList endings{QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("txt"),
                                     QStringLiteral("tab")};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

bool FileCommands::isModel(const QString& path) {
    static const QStringList endings{QStringLiteral("npz"), QStringLiteral("safetensors"), QStringLiteral("onnx")};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

bool FileCommands::isCards(const QString& path) {
    return QFileInfo(path).suffix().toLower() == QLatin1String("apkg") ||
           path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive);
}

bool FileCommands::canOpen(const QString& path) {
    return isDocumentPath(path) || isTable(path) || isModel(path) || isCards(path) ||
           QFileInfo(path).suffix().toLower() == QStringLiteral("json");
}

bool FileCommands::attempt(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const Error& error) {
        Q_EMIT problem(QString::fromUtf8(error.what()));
    } catch (const std::bad_alloc&) {
        Q_EMIT problem(tr("There is not enough memory for this file."));
    }
    return false;
}

void FileCommands::remember(const QString& path) {
    m_preferences.setFolder(QFileInfo(path).absolutePath());
}

QString FileCommands::askOpen(const QString& caption, const QString& filter) {
    const QString path = questions.openPath(m_window, {caption, m_preferences.folder(), filter, {}});
    if (!path.isEmpty()) remember(path);
    return path;
}

QString FileCommands::askSave(const QString& caption, const QString& filter, const QString& suffix,
                              const QString& name) {
    const QString title = name.isEmpty() ? m_document.title() : QStringLiteral("%1 %2").arg(m_document.title(), name);
    const QString start = QDir(m_preferences.folder()).filePath(QStringLiteral("%1.%2").arg(title, suffix));
    const QString path = questions.savePath(m_window, {caption, start, filter, suffix});
    if (!path.isEmpty()) remember(path);
    return path;
}

bool FileCommands::maySwitch() {
    m_discarded = false;
    m_writer.finish();  // what is being saved needs no question
    if (!m_document.isModified()) return true;
    switch (questions.unsaved(m_window, m_document.title())) {
        case Questions::Unsaved::Save:
            return save() && m_writer.finish();
        case Questions::Unsaved::Discard:
            m_discarded = true;
            return true;
        case Questions::Unsaved::Cancel:
            break;
    }
    return false;
}

void FileCommands::newExperiment() {
    if (maySwitch()) m_document.reset(standardExperiment());
}

void FileCommands::open() {
    const QString path =
        askOpen(tr("Open a document"), tr("Documents and experiments (*.glassbox *.json);;Tables (*.csv *.tsv *.txt);;"
                                          "Networks and weights (*.safetensors *.npz *.onnx);;"
                                          "Flashcards (*.apkg *.deck.md);;All files (*)"));
    if (!path.isEmpty()) openPath(path);
}

void FileCommands::openPath(const QString& path) {
    if (isTable(path)) {
        Q_EMIT tableChosen(path);
        return;
    }
    if (isCards(path)) {
        Q_EMIT cardsChosen(path);
        return;
    }
    if (isModel(path)) return m_models->read(path);
    if (!maySwitch()) return;
    if (isDocumentPath(path)) return readDocumentFrom(path);
    if (attempt([&] { m_document.open(path); })) m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
}

void FileCommands::readDocumentFrom(const QString& path) {
    Q_EMIT noted(tr("Opening %1…").arg(nameOf(path)));
    const quint64 edits = m_document.edits();
    m_reading.start([this, path, edits](const JobThread::Task& task) {
        std::shared_ptr<const Document> document;
        QString sentence;
        try {
            document = std::make_shared<const Document>(readDocument(path));
        } catch (const Error& error) {
            sentence = QString::fromUtf8(error.what());
        } catch (const std::bad_alloc&) {
            sentence = tr("There is not enough memory for this file.");
        }
        task.tell([this, path, edits, document, sentence] {
            m_reading.setFinished();
            Q_EMIT noted({});
            if (!document) return Q_EMIT problem(sentence);
            // What was edited while it was read is not to be lost without a question.
            if (m_document.edits() != edits && !maySwitch()) return;
            if (attempt([&] { m_document.take(*document, path); }))
                m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
        });
    });
}

void FileCommands::openTable() {
    const QString path = askOpen(tr("Open a table"), tr("Tables (*.csv *.tsv *.txt *.tab);;All files (*)"));
    if (!path.isEmpty()) Q_EMIT tableChosen(path);
}

bool FileCommands::save() {
    if (m_document.path().isEmpty()) return saveAs();
    if (!m_writer.isWriting() && m_document.isChangedOnDisk()) {  // not by ourselves a moment ago
        switch (questions.changed(m_window, nameOf(m_document.path()))) {
            case Questions::Changed::Overwrite:
                break;
            case Questions::Changed::SaveAs:
                return saveAs();
            case Questions::Changed::Cancel:
                return false;
        }
    }
    return saveTo(m_document.path());
}

bool FileCommands::saveAs() {
    const QString path =
        askSave(tr("Save the document"),
                tr("Glassbox documents (*.glassbox);;Plain experiments, without weights and data (*.json)"),
                QLatin1String(documentSuffix));
    return !path.isEmpty() && saveTo(path);
}

bool FileCommands::saveTo(const QString& path) {
    if (isDocumentPath(path)) {
        Q_EMIT noted(tr("Saving %1…").arg(nameOf(path)));
        m_moment = m_document.moment();
        m_writer.write(path, extras ? extras() : DocumentExtras{});
        return true;
    }
    if (!attempt([&] { m_document.save(path); })) return false;
    m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
    Q_EMIT noted(m_document.runs().kept.empty()
                     ? tr("Saved %1.").arg(nameOf(path))
                     : tr("Saved %1, without the kept runs: only a Glassbox document holds them.").arg(nameOf(path)));
    return true;
}

void FileCommands::documentWritten(const QString& path) {
    m_document.setSaved(path, m_moment);
    m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
    Q_EMIT noted(tr("Saved %1.").arg(nameOf(path)));
}

void FileCommands::loadWeights() {
    const QString path = askOpen(tr("Load weights"), tr("Weights (*.npz);;All files (*)"));
    if (path.isEmpty()) return;
    attempt([&] {
        const std::vector<NamedTensor> tensors = readNpz(path);
        Q_EMIT weightsSent();
        m_document.session().importParameters(tensors);
    });
}

void FileCommands::saveWeights() {
    m_weightsPath = askSave(tr("Save the weights"), tr("Weights (*.npz)"), QStringLiteral("npz"));
    if (!m_weightsPath.isEmpty()) m_document.session().requestParameters();
}

void FileCommands::saveHistory() {
    const QString path = askSave(tr("Save the history"), tr("Tables (*.csv)"), QStringLiteral("csv"));
    if (path.isEmpty() || !attempt([&] { writeHistoryCsv(path, m_document.session().history()); })) return;
    Q_EMIT noted(tr("History saved to %1.").arg(nameOf(path)));
}

void FileCommands::exportModel() {
    const QString path = askSave(tr("Export the model"), ModelFiles::writingFilter(), QStringLiteral("safetensors"));
    if (!path.isEmpty()) m_models->write(path);
}

void FileCommands::importModel() {
    const QString path = askOpen(tr("Import a model"), ModelFiles::readingFilter());
    if (!path.isEmpty()) m_models->read(path);
}

QString FileCommands::askExport(const QString& caption, const QString& name, const QStringList& suffixes) {
    QStringList filters;
    for (const QString& suffix : suffixes) filters << QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix);
    return askSave(caption, filters.join(QStringLiteral(";;")), suffixes.constFirst(), name);
}

void FileCommands::saveExport(const QString& caption, const QString& name, const QStringList& suffixes,
                              const std::function<void(const QString& path)>& write) {
    const QString path = askExport(caption, name, suffixes);
    if (path.isEmpty() || !attempt([&] { write(path); })) return;
    Q_EMIT noted(tr("Saved %1.").arg(nameOf(path)));
}

void FileCommands::print(const std::function<void(QPrinter& printer)>& draw) {
    QPrinter printer(QPrinter::HighResolution);
    if (!questions.printer(m_window, printer) || !attempt([&] { draw(printer); })) return;
    const QString file = printer.outputFileName();
    Q_EMIT noted(file.isEmpty() ? tr("Sent to the printer.") : tr("Saved %1.").arg(nameOf(file)));
}

}  // namespace glassbox
