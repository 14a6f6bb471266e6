#include "ui/shell/actions.h"

#include "ui/shell/page_run.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace glassbox {

Actions::Actions(ThemeSource& theme, QWidget* window) : QObject(window), m_theme(theme), m_window(window) {
    addRunActions();
    addEditActions();
    addFileActions();
    addPresentActions();
    addViewActions();
    connect(&m_theme, &ThemeSource::changed, this, &Actions::applyTheme);
    applyTheme();
}

QAction* Actions::add(const QString& name, const QString& text, const QString& icon, const QKeySequence& keys,
                      const QString& words) {
    auto* action = new QAction(text, m_window);
    action->setObjectName(name);
    action->setProperty("iconName", icon);
    action->setShortcut(keys);
    action->setAutoRepeat(false);
    action->setToolTip(keys.isEmpty() ? words : tr("%1\nKey: %2").arg(words, keys.toString(QKeySequence::NativeText)));
    m_window->addAction(action);
    return action;
}

void Actions::addRunActions() {
    run = add(QStringLiteral("runAction"), tr("Run"), QStringLiteral("run"), Qt::Key_Space, {});
    step = add(QStringLiteral("stepAction"), {}, QStringLiteral("step"), Qt::Key_Right, {});
    step->setAutoRepeat(true);
    epoch = add(QStringLiteral("epochAction"), {}, QStringLiteral("step-epoch"), Qt::SHIFT | Qt::Key_Right, {});
    epoch->setAutoRepeat(true);
    rewind = add(QStringLiteral("rewindAction"), {}, QStringLiteral("rewind"), Qt::Key_R, {});
    back = add(QStringLiteral("backAction"), tr("Step back"), {}, Qt::Key_Left, tr("Back to the place before."));
    back->setAutoRepeat(true);
    farBack = add(QStringLiteral("farBackAction"), tr("Layer back"), {}, Qt::SHIFT | Qt::Key_Left,
                  tr("Back to the layer before."));
    farBack->setAutoRepeat(true);
    for (QAction* action : {back, farBack}) action->setEnabled(false);
    nameRunActions(nullptr);
    reinitialise = add(
        QStringLiteral("reinitialiseAction"), tr("Reinitialise"), QStringLiteral("reinitialise"), Qt::SHIFT | Qt::Key_R,
        tr("Reinitialise: draw new starting weights from a new seed; data and their split stay as they are."));
    keepRun = add(QStringLiteral("keepRunAction"), tr("Keep this run"), {}, Qt::CTRL | Qt::Key_K,
                  tr("Keep this run: its experiment, weights and history go on a list, to be compared with others and "
                     "gone back to. The list is saved with the document."));
    keptRuns = add(QStringLiteral("keptRunsAction"), tr("Kept runs…"), {}, Qt::CTRL | Qt::SHIFT | Qt::Key_K,
                   tr("The runs that were kept, side by side: rename, delete, go back to one."));
    faster = add(QStringLiteral("fasterAction"), tr("Faster"), {}, Qt::Key_Plus, tr("Faster: the next speed up."));
    slower = add(QStringLiteral("slowerAction"), tr("Slower"), {}, Qt::Key_Minus, tr("Slower: the next speed down."));
}

void Actions::nameRunActions(const PageRun* page) {
    const auto name = [](QAction* action, const PageRun::Words& words, bool text = true) {
        if (words.text.isEmpty()) return;
        if (text) action->setText(words.text);
        action->setToolTip(
            tr("%1: %2\nKey: %3").arg(words.text, words.help, action->shortcut().toString(QKeySequence::NativeText)));
    };
    name(run,
         page ? page->runWords()
              : PageRun::Words{tr("Run"), tr("train at the chosen speed. Pause stops between two steps.")},
         false);
    m_runText = page ? page->runWords().text : tr("Run");
    if (!m_running) run->setText(m_runText);
    name(step, page ? page->stepWords()
                    : PageRun::Words{tr("Step"), tr("one update of all parameters, from one batch: w ← w − η · ∂L/∂w "
                                                    "for plain SGD.")});
    name(epoch, page ? page->farStepWords()
                     : PageRun::Words{tr("Epoch"), tr("steps to the end of the running pass over the training part.")});
    name(rewind, page ? page->rewindWords()
                      : PageRun::Words{tr("Rewind"), tr("back to the same starting weights, so that a run can be "
                                                        "repeated exactly.")});
}

void Actions::setPageRun(const PageRun* page) {
    nameRunActions(page);
    m_onPage = page != nullptr;
    reinitialise->setEnabled(!page);
    rewind->setEnabled(!page || !page->rewindWords().text.isEmpty());
    step->setEnabled(!page || !page->stepWords().text.isEmpty());
    epoch->setEnabled(!page || !page->farStepWords().text.isEmpty());
    for (QAction* action : {back, farBack}) action->setEnabled(m_onPage);
    fitKeys();
}

void Actions::setPresenting(bool on) {
    m_presenting = on;
    fitKeys();
}

// Arrows steer, and so do the two keys of a presenter's remote control.
void Actions::fitKeys() {
    const auto also = [](QAction* action, bool more, const QList<QKeySequence>& keys) {
        QList<QKeySequence> all{action->shortcut()};
        if (more) all += keys;
        action->setShortcuts(all);
    };
    also(faster, m_presenting, {Qt::Key_Up});
    also(slower, m_presenting, {Qt::Key_Down});
    also(rewind, m_presenting && !m_onPage, {Qt::Key_Left, Qt::Key_PageUp});
    also(epoch, m_presenting && !m_onPage, {Qt::Key_PageDown});
    also(back, m_presenting && m_onPage, {Qt::Key_PageUp});
    also(step, m_presenting && m_onPage, {Qt::Key_PageDown});
}

void Actions::addEditActions() {
    undo = add(QStringLiteral("undoAction"), tr("Undo"), QStringLiteral("undo"), QKeySequence(Qt::CTRL | Qt::Key_Z),
               tr("Undo the last edit of the experiment."));
    redo = add(QStringLiteral("redoAction"), tr("Redo"), QStringLiteral("redo"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), tr("Redo what was undone."));
    undo->setAutoRepeat(true);
    redo->setAutoRepeat(true);
    pasteData = add(QStringLiteral("pasteDataAction"), tr("Paste data…"), QStringLiteral("table"), Qt::CTRL | Qt::Key_V,
                    tr("Train on a table that was copied in a spreadsheet."));
}

void Actions::addFileActions() {
    newExperiment = add(QStringLiteral("newAction"), tr("New experiment"), QStringLiteral("new"), Qt::CTRL | Qt::Key_N,
                        tr("Start over with the standard experiment, a spiral."));
    open = add(QStringLiteral("openAction"), tr("Open…"), QStringLiteral("open"), Qt::CTRL | Qt::Key_O,
               tr("Open a Glassbox document or an experiment (.json)."));
    openTable = add(QStringLiteral("openTableAction"), tr("Open a table…"), QStringLiteral("table"),
                    Qt::CTRL | Qt::SHIFT | Qt::Key_O, tr("Train on a table of your own (.csv, .tsv)."));
    save = add(QStringLiteral("saveAction"), tr("Save"), QStringLiteral("save"), Qt::CTRL | Qt::Key_S,
               tr("Save all of it: data, network, weights, history and kept runs. Training goes on from there."));
    saveAs = add(QStringLiteral("saveAsAction"), tr("Save as…"), {}, Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                 tr("Save it under another name, or as a plain experiment (.json)."));
    loadWeights =
        add(QStringLiteral("loadWeightsAction"), tr("Weights…"), QStringLiteral("weights"), {},
            tr("Load weights (.npz) with the names and shapes of PyTorch's nn.Sequential: 0.weight, 0.bias, …"));
    saveWeights = add(QStringLiteral("saveWeightsAction"), tr("Weights…"), QStringLiteral("export"), {},
                      tr("Save the weights of this moment (.npz) for numpy.load and PyTorch."));
    saveHistory = add(QStringLiteral("saveHistoryAction"), tr("History…"), QStringLiteral("log"), {},
                      tr("Save cost and accuracy of every epoch as a table (.csv)."));
    importModel = add(QStringLiteral("importModelAction"), tr("Model…"), {}, {},
                      tr("Take in a network or weights of another program (.onnx, .safetensors, .npz). A network with "
                         "other layers takes the place of this one."));
    exportModel = add(QStringLiteral("exportModelAction"), tr("Model…"), {}, {},
                      tr("Take the network with its weights of this moment to other programs: safetensors, NumPy, "
                         "ONNX, a PyTorch or Keras program, a C++ header, a Graphviz drawing."));
    exportPictures = add(QStringLiteral("exportPicturesAction"), tr("All pictures…"), {}, {},
                         tr("Save every chart, map and drawing of all pages, and their numbers, into a folder."));
    exportReport = add(QStringLiteral("exportReportAction"), tr("Report…"), {}, {},
                       tr("Print network, data, training and results on pages of A4 (.pdf), with the command that "
                          "repeats them."));
    saveData = add(QStringLiteral("saveDataAction"), tr("Data…"), {}, {},
                   tr("Save all samples with their part and class (.csv, or .npz with arrays X, y and part)."));
    copyWindow = add(QStringLiteral("copyWindowAction"), tr("Copy the window as a picture"), QStringLiteral("copy"),
                     Qt::CTRL | Qt::SHIFT | Qt::Key_C, tr("Copy the whole window as one picture."));
    saveWindow = add(QStringLiteral("saveWindowAction"), tr("Window as a picture…"), {}, {},
                     tr("Save the whole window as one picture (.png, .svg, .pdf)."));
    print = add(QStringLiteral("printAction"), tr("Print the window…"), QStringLiteral("print"), Qt::CTRL | Qt::Key_P,
                tr("Print the whole window. A single chart is printed from its context menu."));
    quit = add(QStringLiteral("quitAction"), tr("Quit"), QStringLiteral("quit"), Qt::CTRL | Qt::Key_Q,
               tr("Close Glassbox. The experiment is kept for the next start."));
}

void Actions::addViewActions() {
    const auto choices = [this](const QString& name, const QList<std::pair<QString, QVariant>>& entries) {
        auto* group = new QActionGroup(m_window);
        group->setObjectName(name);
        for (const auto& [text, value] : entries) {
            QAction* action = group->addAction(text);
            action->setCheckable(true);
            action->setData(value);
        }
        return group;
    };
    themes = choices(QStringLiteral("themeActions"), {{tr("As the system"), static_cast<int>(ThemeChoice::System)},
                                                      {tr("Light"), static_cast<int>(ThemeChoice::Light)},
                                                      {tr("Dark"), static_cast<int>(ThemeChoice::Dark)},
                                                      {tr("Projector"), static_cast<int>(ThemeChoice::Projector)}});
    textSizes = choices(QStringLiteral("textSizeActions"),
                        {{tr("Normal"), 1.0}, {tr("Large"), 1.15}, {tr("Larger"), 1.3}, {tr("Largest"), 1.5}});
    help = add(QStringLiteral("helpAction"), tr("Keys"), QStringLiteral("keyboard"), Qt::Key_F1,
               tr("All keys at a glance."));
    about = add(QStringLiteral("aboutAction"), tr("About Glassbox"), QStringLiteral("info"), {},
                tr("Version, licence and sources."));
}

void Actions::setRunning(bool running) {
    if (m_running == running) return;
    m_running = running;
    run->setText(running ? tr("Pause") : m_runText);
    run->setProperty("iconName", running ? QStringLiteral("pause") : QStringLiteral("run"));
    run->setIcon(themedIcon(run->property("iconName").toString(), m_theme.theme().ink));
}

QMenu* Actions::makeMenu(QWidget* parent) const {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("mainMenu"));
    menu->addActions({newExperiment, open, openTable, save, saveAs});
    menu->addSeparator();
    QMenu* exports = menu->addMenu(tr("Export"));
    exports->addActions({exportModel, exportReport, exportPictures});
    exports->addSeparator();
    exports->addActions({saveWeights, saveHistory, saveData, saveWindow});
    menu->addMenu(tr("Import"))->addActions({importModel, loadWeights});
    menu->addSeparator();
    menu->addActions({copyWindow, print});
    menu->addSeparator();
    menu->addActions({undo, redo, pasteData});
    menu->addSeparator();
    QMenu* training = menu->addMenu(tr("Training"));
    training->addActions({run, step, epoch, back, farBack, rewind, reinitialise, faster, slower});
    training->addSeparator();
    training->addActions({keepRun, keptRuns});
    menu->addMenu(m_presentMenu);
    menu->addMenu(tr("Theme"))->addActions(themes->actions());
    menu->addMenu(tr("Text size"))->addActions(textSizes->actions());
    menu->addSeparator();
    menu->addActions({help, about});
    menu->addSeparator();
    menu->addAction(quit);
    return menu;
}

QList<QAction*> Actions::listed() const {
    return {run,       step,    epoch,  rewind,     reinitialise, faster,  slower,        keepRun,
            keptRuns,  nullptr, undo,   redo,       pasteData,    nullptr, newExperiment, open,
            openTable, save,    saveAs, copyWindow, print,        quit,    help};
}

void Actions::applyTheme() {
    for (QAction* action : m_window->actions()) {
        const QString icon = action->property("iconName").toString();
        if (!icon.isEmpty()) action->setIcon(themedIcon(icon, m_theme.theme().ink));
    }
    for (QAction* action : themes->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(m_theme.choice()));
    }
    for (QAction* action : textSizes->actions()) {
        action->setChecked(qAbs(action->data().toDouble() - m_theme.chosenTextScale()) < 0.01);
        action->setEnabled(action->data().toDouble() >= m_theme.theme().leastText || action->isChecked());
    }
}

}  // namespace glassbox
