#include "ui/shell/shortcut_help.h"

#include "ui/shell/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QScreen>
#include <QScrollArea>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ShortcutHelp", text);
}

class KeyList {
  public:
    explicit KeyList(QDialog& dialog) : m_dialog(dialog), m_grid(new QGridLayout) {
        m_grid->setHorizontalSpacing(28);
        m_grid->setVerticalSpacing(4);
        m_grid->setColumnStretch(0, 1);
    }

    void add(const QString& what, const QString& keys) {
        auto* label = new QLabel(what, &m_dialog);
        auto* key = new QLabel(keys, &m_dialog);
        key->setProperty("tone", QStringLiteral("chip"));
        m_grid->addWidget(label, m_row, 0);
        m_grid->addWidget(key, m_row++, 1, Qt::AlignRight);
    }
    void title(const QString& text) {
        auto* label = new QLabel(text, &m_dialog);
        label->setProperty("tone", QStringLiteral("strong"));
        m_grid->addWidget(label, m_row++, 0, 1, 2);
    }
    void gap() { m_grid->setRowMinimumHeight(m_row++, 8); }
    QGridLayout* grid() const { return m_grid; }

  private:
    QDialog& m_dialog;
    QGridLayout* m_grid;
    int m_row = 0;
};

}  // namespace

void showShortcutHelp(const Actions& actions, QWidget* parent) {
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("shortcutHelp"));
    dialog.setWindowTitle(tr("Keys"));
    KeyList left(dialog), right(dialog);
    for (const QAction* action : actions.listed()) {
        if (!action) {
            left.gap();
            continue;
        }
        QString text = action->text();
        if (action == actions.run) text = tr("Run or pause");
        text = text.section(QStringLiteral(": "), 0, 0);  // without what would be undone
        left.add(text.remove(QStringLiteral("…")), action->shortcut().toString(QKeySequence::NativeText));
    }
    right.add(tr("Next or previous control"), tr("Tab, Shift+Tab"));
    right.add(tr("Move between units and layers in the network"), tr("Arrows"));
    right.add(tr("Keep what is pointed at"), tr("Enter"));
    right.add(tr("A unit's weights; its bias; freeze it"), tr("W; B; F"));
    right.add(tr("Units of a chosen layer"), tr("+, −"));
    right.add(tr("In the output: look, draw, move, erase points"), tr("L, P, M, X"));
    right.add(tr("There: cross-hair, finer; draw, pick up, put down"), tr("Arrows, Shift; Enter"));
    right.add(tr("There: class; validation; next point; erase it"), tr("A, B, … [ ]; V; PgDn; Del"));
    right.add(tr("Backprop: back; a layer back; start, end"), tr("Left; Shift+Left; Home, End"));
    right.add(tr("There: finer, coarser; predict numbers"), tr("I, O; P"));
    right.add(tr("There: next training step, the one before, newest"), tr("N, Shift+N, F5"));
    right.add(tr("Optimizers: start, end; next, former racer; new one"), tr("Home, End; J, K; N"));
    right.add(tr("There: in space; results; settings at the left"), tr("D; T; B"));
    right.add(tr("In the contours: parts; choose; zoom; move"), tr("PgUp, PgDn; Enter; Ctrl+ +, −, 0; Arrows"));
    right.add(tr("In the fog: turn, lengthen the arrow; go; back"), tr("Arrows; Enter; Backspace"));
    right.add(tr("Cards: show the answer; how well it was known"), tr("Space; 1 to 5"));
    right.add(tr("There: undo; edit; bury; suspend; see it live"), tr("U; E; B; P; L"));
    right.add(tr("There: new card; search; text size"), tr("N; Ctrl+F; +, −"));
    right.add(tr("One level back"), tr("Esc"));
    right.add(tr("Menu"), tr("F10, Alt+M"));
    right.add(tr("Workspaces"), tr("Alt+1, Alt+2, …"));
    right.gap();
    right.title(tr("Presenting"));
    for (const QAction* action : actions.listedForPresenting()) {
        QString text = action->text();
        right.add(text.remove(QStringLiteral("…")), action->shortcut().toString(QKeySequence::NativeText));
    }
    right.add(tr("While presenting: rewind"), tr("Left, Page Up"));
    right.add(tr("While presenting: epoch"), tr("Page Down"));
    right.add(tr("While presenting: faster, slower"), tr("Up, Down"));
    right.add(tr("Size of the spotlight"), tr("Ctrl+wheel"));
    auto* note =
        new QLabel(tr("A field being typed in keeps all keys to itself; a slider, a list and the network keep the "
                      "arrows; a button reached by Tab keeps Space."),
                   &dialog);
    note->setProperty("tone", QStringLiteral("mute"));
    note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* rightSide = new QVBoxLayout;
    rightSide->addLayout(right.grid());
    rightSide->addStretch(1);
    auto* keys = new QWidget;
    auto* columns = new QHBoxLayout(keys);
    columns->setContentsMargins(0, 0, 8, 0);
    columns->setSpacing(48);
    auto* leftSide = new QVBoxLayout;
    leftSide->addLayout(left.grid());
    leftSide->addStretch(1);
    columns->addLayout(leftSide, 1);
    columns->addLayout(rightSide, 1);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(16);
    // With large text on a small screen the list scrolls.
    auto* scroll = new QScrollArea(&dialog);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(keys);
    const int room = std::clamp(parent->screen()->availableGeometry().height() - 200, 300, 580);
    scroll->setMinimumSize(keys->sizeHint().width() + 12, std::min(keys->sizeHint().height(), room));
    layout->addWidget(scroll);
    layout->addWidget(note);
    layout->addWidget(buttons);
    dialog.exec();
}

void showAbout(QWidget* parent) {
    QMessageBox box(parent);
    box.setObjectName(QStringLiteral("about"));
    box.setWindowTitle(tr("About Glassbox"));
    box.setIconPixmap(QIcon(QStringLiteral(":/icons/glassbox.svg")).pixmap(QSize(64, 64), parent->devicePixelRatioF()));
    box.setText(tr("Glassbox %1").arg(QCoreApplication::applicationVersion()));
    box.setInformativeText(
        tr("Makes neural networks see-through. Works offline.\n\nFree software under the GNU General Public License, "
           "version 3 or later, without any warranty."));
    box.exec();
}

}  // namespace glassbox
