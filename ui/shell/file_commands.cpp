#include "ui/shell/file_commands.h"

#include "engine/formats/history_csv.h"
#include "engine/formats/npz.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/model_files.h"
#include "ui/shell/preferences.h"

#include <QDir>
#include <QFileInfo>
#include <QPrinter>

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
      m_models(new ModelFiles(document, this)) {
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
    if (!m_document.isModified()) return true;
    switch (questions.unsaved(m_window, m_document.title())) {
        case Questions::Unsaved::Save:
            return save();
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
        askOpen(tr("Open an experiment"), tr("Experiments (*.json);;Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!path.isEmpty()) openPath(path);
}

void FileCommands::openPath(const QString& path) {
    if (isTable(path)) {
        Q_EMIT tableChosen(path);
        return;
    }
    if (maySwitch() && attempt([&] { m_document.open(path); }))
        m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
}

void FileCommands::openTable() {
    const QString path = askOpen(tr("Open a table"), tr("Tables (*.csv *.tsv *.txt *.tab);;All files (*)"));
    if (!path.isEmpty()) Q_EMIT tableChosen(path);
}

bool FileCommands::save() {
    if (m_document.path().isEmpty()) return saveAs();
    if (!attempt([&] { m_document.save(m_document.path()); })) return false;
    Q_EMIT noted(tr("Saved %1.").arg(nameOf(m_document.path())));
    return true;
}

bool FileCommands::saveAs() {
    const QString path = askSave(tr("Save the experiment"), tr("Experiments (*.json)"), QStringLiteral("json"));
    if (path.isEmpty() || !attempt([&] { m_document.save(path); })) return false;
    m_preferences.addRecentFile(QFileInfo(path).absoluteFilePath());
    Q_EMIT noted(tr("Saved %1.").arg(nameOf(path)));
    return true;
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

void FileCommands::saveExport(const QString& caption, const QString& name, const QStringList& suffixes,
                              const std::function<void(const QString& path)>& write) {
    QStringList filters;
    for (const QString& suffix : suffixes) filters << QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix);
    const QString path = askSave(caption, filters.join(QStringLiteral(";;")), suffixes.constFirst(), name);
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
