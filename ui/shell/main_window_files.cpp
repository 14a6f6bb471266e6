#include "engine/nn/error.h"
#include "ui/models/experiment_document.h"
#include "ui/models/kept_runs.h"
#include "ui/shell/actions.h"
#include "ui/shell/autosave.h"
#include "ui/shell/data_in.h"
#include "ui/shell/data_out.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/file_drop.h"
#include "ui/shell/kept_runs_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notices.h"
#include "ui/shell/preferences.h"
#include "ui/shell/run_origin.h"
#include "ui/shell/status_line.h"

#include <QAction>
#include <QBuffer>
#include <QFileInfo>
#include <QStackedWidget>

namespace glassbox {

void MainWindow::connectFiles() {
    m_files->extras = [this] { return documentExtras(); };
    connect(&m_document, &ExperimentDocument::runTaken, m_origin, &RunOrigin::continued);
    connect(&m_document, &ExperimentDocument::viewsOpened, this, &MainWindow::restoreLayouts);
    connect(m_actions->newExperiment, &QAction::triggered, m_files, &FileCommands::newExperiment);
    connect(m_actions->open, &QAction::triggered, m_files, &FileCommands::open);
    connect(m_actions->openTable, &QAction::triggered, m_files, &FileCommands::openTable);
    connect(m_actions->save, &QAction::triggered, m_files, &FileCommands::save);
    connect(m_actions->saveAs, &QAction::triggered, m_files, &FileCommands::saveAs);
    connect(m_actions->loadWeights, &QAction::triggered, m_files, &FileCommands::loadWeights);
    connect(m_actions->saveWeights, &QAction::triggered, m_files, &FileCommands::saveWeights);
    connect(m_actions->saveHistory, &QAction::triggered, m_files, &FileCommands::saveHistory);
    connect(m_actions->importModel, &QAction::triggered, m_files, &FileCommands::importModel);
    connect(m_actions->exportModel, &QAction::triggered, m_files, &FileCommands::exportModel);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::close);
    m_dataIn = new DataIn(*m_files, this);
    connect(m_actions->pasteData, &QAction::triggered, m_dataIn, &DataIn::paste);
    connect(m_dataIn, &DataIn::problem, m_notices, &Notices::showProblem);
    connect(m_dataIn, &DataIn::weightsFound, m_files, &FileCommands::openPath);
    auto* out = new DataOut(m_document, *m_files, this);
    connect(m_actions->saveData, &QAction::triggered, out, &DataOut::save);
    connect(out, &DataOut::problem, m_notices, &Notices::showProblem);
    connect(out, &DataOut::noted, m_status, &StatusLine::setNote);
    connect(m_files, &FileCommands::problem, m_notices, &Notices::showProblem);
    connect(m_files, &FileCommands::noted, m_status, &StatusLine::setNote);
    connect(m_files, &FileCommands::tableChosen, this, &MainWindow::tableDropped);
    connect(m_files, &FileCommands::cardsChosen, this, &MainWindow::cardsDropped);
    connect(m_files, &FileCommands::weightsSent, this, [this] { m_notices->expectWeights(); });
    connect(m_notices, &Notices::weightsTaken, this, [this] {
        m_origin->imported();
        m_status->setNote(tr("The weights were loaded; Rewind comes back to them."));
    });
}

void MainWindow::connectKeptRuns() {
    connect(m_actions->keepRun, &QAction::triggered, m_runs, &KeptRuns::keep);
    connect(m_actions->keptRuns, &QAction::triggered, this, [this] {
        auto* dialog = findChild<KeptRunsDialog*>();
        if (!dialog) dialog = new KeptRunsDialog(*m_runs, *m_actions, this);
        dialog->show();
        dialog->raise();
        dialog->activateWindow();
    });
    connect(m_runs, &KeptRuns::noted, m_status, &StatusLine::setNote);
    connect(m_runs, &KeptRuns::refused, m_notices, &Notices::showProblem);
}

void MainWindow::start(const QString& document) {
    const bool cards = FileCommands::isCards(document);
    if (document.isEmpty() || cards) {
        const Autosave::Restored restored = m_autosave->restore();
        if (!restored.problem.isEmpty())
            m_notices->showProblem(restored.problem);
        else if (!restored.note.isEmpty())
            m_notices->showNote(restored.note);
        // When the window stands, so that the dialog has something to stand on.
        if (cards)
            QMetaObject::invokeMethod(
                this, [this, document] { Q_EMIT cardsDropped(document); }, Qt::QueuedConnection);
    } else {
        startWith(document);
    }
    m_preferences.setClosed(false);
}

void MainWindow::startWith(const QString& document) {
    const QString rescued = m_autosave->rescue();
    if (!rescued.isEmpty()) m_notices->showNote(rescued);
    if (FileCommands::isTable(document)) {
        m_document.reset(standardExperiment());
        // When the window stands, so that the dialog has something to stand on.
        QMetaObject::invokeMethod(
            this, [this, document] { Q_EMIT tableDropped(document); }, Qt::QueuedConnection);
        return;
    }
    try {
        m_document.open(document);
        m_preferences.addRecentFile(QFileInfo(document).absoluteFilePath());
    } catch (const Error& error) {
        m_document.reset(standardExperiment());
        m_notices->showProblem(QString::fromUtf8(error.what()));
    }
}

void MainWindow::showTitle() {
    setWindowTitle(QStringLiteral("%1[*] – Glassbox").arg(m_document.title()));
    setWindowModified(m_document.isModified());
    setWindowFilePath(m_document.path());
}

/// Panel sizes of every page, and a small picture of the one in front.
DocumentExtras MainWindow::documentExtras() const {
    constexpr int thumbnailSize = 256;
    DocumentExtras extras;
    for (const Page& page : m_pageList)
        if (page.layout.save) extras.views[page.name.toStdString()] = page.layout.save();
    if (QWidget* page = m_pages->currentWidget(); page && isVisible()) {
        QBuffer png(&extras.thumbnail);
        png.open(QIODevice::WriteOnly);
        page->grab()
            .scaled(thumbnailSize, thumbnailSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)
            .save(&png, "PNG");
    }
    return extras;
}

void MainWindow::restoreLayouts(const std::map<std::string, QByteArray>& views) {
    if (!m_layoutsRestored) {
        m_documentViews = views;
        return;
    }
    for (const Page& page : m_pageList) {
        const auto found = views.find(page.name.toStdString());
        if (page.layout.restore && found != views.end()) page.layout.restore(found->second);
    }
}

// The one place that says what may be dropped on the window.
void MainWindow::connectDrops() {
    auto* drop = new FileDrop(this);
    connect(drop, &FileDrop::refused, m_notices, &Notices::showProblem);
    const auto open = [this](const QString& path) { m_files->openPath(path); };
    drop->add(tr("documents and experiments"), {QStringLiteral("glassbox"), QStringLiteral("json")}, open);
    drop->add(tr("tables"),
              {QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("txt"), QStringLiteral("tab")}, open);
    drop->add(tr("networks"), {QStringLiteral("onnx"), QStringLiteral("safetensors")}, open);
    drop->add(tr("arrays X and y, or weights"), {QStringLiteral("npz")},
              [this](const QString& path) { m_dataIn->openNpz(path); });
    drop->add(tr("flashcards"), {QStringLiteral("apkg"), QStringLiteral("md")}, open);
}

}  // namespace glassbox
