#include "ui/shell/style_sheet.h"

#include "ui/shell/theme.h"

#include <QRegularExpression>

#include <array>

namespace glassbox {

namespace {

// $NAME is a colour or size of the theme, ~N a text size of N pixels. A focus ring is the border drawn one pixel wider
// and in the accent, where the property "focusRing" asks for it (see key_guard.h); paddings give way by one pixel, so
// that nothing moves.
constexpr const char* sheet[] = {
    // Surfaces and words
    R"(
QFrame#card { background: $panel; border: $hair solid $line; border-radius: $radius; }
QWidget#transportBar { background: $panel; border-bottom: $hair solid $line; }
QWidget#rail { background: $panel; border-right: $hair solid $line; }
QWidget#statusLine { background: $panel; border-top: $hair solid $line; }
QFrame#card QListView#deckList { background: transparent; border: none; padding: 0; }
QFrame#card QScrollArea, QFrame#card QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea { border: none; }
QLabel { background: transparent; }
QLabel#cardTitle { font-size: ~12; font-weight: 600; }
QLabel#cardNote { color: $mute; font-size: ~12; font-weight: 500; }
QLabel#statusOrigin, QLabel#statusPage { color: $mute; font-size: ~12; }
QLabel#statusNote { font-size: ~12; font-weight: 500; }
QLabel[tone="mute"] { color: $mute; }
QLabel[tone="caption"] { color: $mute; font-size: ~11; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="chip"] { background: $sunk; color: $mute; font-size: ~11; font-weight: 500; padding: 2px 8px; border-radius: 9px; }
QLabel:disabled { color: $faint; }
QLabel#appName { font-size: ~14; font-weight: 600; }
QLabel#fieldLabel { color: $mute; }
QLabel#fieldValue { font-weight: 500; }
QFrame#banner { border: none; border-bottom: $hair solid $line; background: $accentSoft; }
QFrame#banner[kind="warning"], QFrame#banner[kind="error"] { background: $warnSoft; }
QDialog, QMessageBox { background: $panel; }
QToolTip { background: $panel; color: $ink; border: $hair solid $line; padding: 5px 7px; font-size: ~12; }
)",
    // Buttons
    R"(
QPushButton { min-height: $buttonHeight; padding: 0 12px; border: $hair solid $line; border-radius: $controlRadius; background: $panel; color: $ink; font-weight: 500; }
QPushButton:hover { background: $sunk; border-color: $lineStrong; }
QPushButton:pressed, QPushButton:checked { background: $accentSoft; border-color: $lineStrong; }
QPushButton:checked { color: $accent; }
QPushButton[focusRing="true"]:focus { border: $ring solid $accent; padding: 0 11px; min-height: $buttonFocusHeight; }
QPushButton:disabled { color: $faint; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; border-color: $accent; color: $accentInk; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accentHover; }
QPushButton[focusRing="true"][kind="primary"]:focus, QPushButton[focusRing="true"]:default:focus { border: $ring solid $ink; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled { background: $line; border-color: $line; color: $mute; }
QPushButton[kind="small"] { min-height: $smallHeight; padding: 0 9px; font-size: ~12; }
QPushButton[focusRing="true"][kind="small"]:focus { min-height: $smallFocusHeight; padding: 0 8px; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $sunk; }
QPushButton[focusRing="true"][kind="quiet"]:focus { border: $ring solid $accent; }
QPushButton[iconOnly="true"] { padding: 0 6px; }
QPushButton[focusRing="true"][iconOnly="true"]:focus { padding: 0 5px; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { border: $ring solid transparent; border-radius: 6px; padding: 3px; background: transparent; color: $ink; }
QToolButton:hover { background: $sunk; }
QToolButton:pressed, QToolButton:checked { background: $accentSoft; color: $accent; }
QToolButton[focusRing="true"]:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton#railButton { border-radius: 10px; padding: 4px 0; font-size: ~11; color: $mute; }
QToolButton#railButton:checked { background: $accentSoft; color: $accent; font-weight: 600; }
QToolButton#railButton[focusRing="true"]:focus { border-color: $accent; }
)",
    // Fields
    R"(
QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit { min-height: $fieldHeight; padding: 0 8px; border: $hair solid $line; border-radius: 6px; background: $panel; color: $ink; selection-background-color: $accent; selection-color: $accentInk; }
QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover, QLineEdit:hover { border-color: $lineStrong; }
QComboBox[focusRing="true"]:focus, QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus { border: $ring solid $accent; padding: 0 7px; min-height: $fieldFocusHeight; }
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QLineEdit:disabled { color: $faint; background: $sunk; }
QComboBox QLineEdit, QSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/icons/style-down-$name.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; border: $hair solid $line; padding: 4px; outline: none; selection-background-color: $accentSoft; selection-color: $accent; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 5px; }
QSpinBox, QDoubleSpinBox { padding-right: 20px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 18px; border: none; background: transparent; margin: 2px 2px 0 0; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 18px; border: none; background: transparent; margin: 0 2px 2px 0; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::down-button:hover { background: $sunk; border-radius: 3px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/style-up-$name.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/icons/style-down-$name.svg); width: 10px; height: 10px; }
QPlainTextEdit, QTextEdit { background: $panel; color: $ink; border: $hair solid $line; border-radius: 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: $ring solid $accent; }
QSlider { border: $ring solid transparent; border-radius: 6px; min-height: 18px; }
QSlider[focusRing="true"]:focus { border-color: $accent; }
QSlider::groove:horizontal { height: $groove; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::sub-page:horizontal:disabled { background: $faint; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -5px 0; border: $ring solid $accent; border-radius: 7px; background: $panel; }
QSlider::handle:horizontal:hover { background: $accentSoft; }
QSlider::handle:horizontal:disabled { border-color: $faint; }
QCheckBox, QRadioButton { spacing: 7px; padding: 2px 4px; border: $ring solid transparent; border-radius: 6px; background: transparent; }
QCheckBox[focusRing="true"]:focus, QRadioButton[focusRing="true"]:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: $hair solid $lineStrong; background: $panel; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(:/icons/style-check-$name.svg); }
QCheckBox::indicator:disabled { background: $sunk; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $faint; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; background: $panel; }
)",
    // Containers
    R"(
QTabWidget::pane { border: none; }
QTabWidget::tab-bar { left: 0; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { padding: 3px 7px; margin-right: 1px; border: $ring solid transparent; border-radius: 6px; color: $mute; font-weight: 500; background: transparent; }
QTabBar#insideTabs::tab { padding: 3px 4px; margin-right: 0; font-size: ~12; }
QTableView#normsTable QHeaderView::section, QTableView#checkTable QHeaderView::section, QTableView#raceTable QHeaderView::section { padding: 4px 3px; font-size: ~12; }
QTabBar::tab:hover { background: $sunk; color: $ink; }
QTabBar::tab:selected { background: $accentSoft; color: $accent; }
QTabBar[focusRing="true"]::tab:selected:focus { border-color: $accent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal:hover { background: qlineargradient(x1: 0, y1: 0, x2: 1, y2: 0, stop: 0.37 transparent, stop: 0.38 $lineStrong, stop: 0.62 $lineStrong, stop: 0.63 transparent); }
QSplitter::handle:vertical:hover { background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1, stop: 0.37 transparent, stop: 0.38 $lineStrong, stop: 0.62 $lineStrong, stop: 0.63 transparent); }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $lineStrong; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: $mute; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $panel; border: $hair solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 5px; color: $ink; }
QMenu::item:selected { background: $accentSoft; color: $accent; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: $hair; background: $line; margin: 5px 8px; }
QMenu::icon { left: 5px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url(:/icons/style-tick-$name.svg); }
QMenu::right-arrow { image: url(:/icons/style-right-$name.svg); width: 12px; height: 12px; margin-right: 6px; }
QTableView, QListView, QTreeView { background: $panel; alternate-background-color: $sunk; gridline-color: $line; border: $hair solid $line; border-radius: 6px; selection-background-color: $accentSoft; selection-color: $ink; outline: none; }
QTreeView { show-decoration-selected: 1; }
QTreeView::branch:selected { background: $accentSoft; }
QTableView:focus, QListView:focus, QTreeView:focus { border: $ring solid $accent; }
QTreeView::item { padding: 3px 6px; border: none; background: transparent; }
QTreeView::item:selected { background: $accentSoft; color: $ink; }
QTreeView::indicator { width: 14px; height: 14px; border: $hair solid $lineStrong; border-radius: 4px; background: $panel; }
QTreeView::indicator:hover { border-color: $accent; }
QTreeView::indicator:checked { background: $accent; border-color: $accent; image: url(:/icons/style-check-$name.svg); }
QTreeView::indicator:indeterminate { background: $accent; border-color: $accent; image: url(:/icons/style-dash-$name.svg); }
QHeaderView { background: $panel; }
QHeaderView::section { background: $sunk; color: $mute; font-weight: 500; padding: 5px 8px; border: none; border-right: $hair solid $line; border-bottom: $hair solid $line; }
QTableCornerButton::section { background: $sunk; border: none; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
)"};

// Longer names first, so that $accentSoft is not taken for $accent.
QList<std::pair<QString, QString>> tokensOf(const Theme& theme, double textScale) {
    QList<std::pair<QString, QString>> tokens;
    const auto colour = [&](const char* name, const QColor& value) {
        tokens.append({QLatin1Char('$') + QLatin1String(name), value.name()});
    };
    const auto size = [&](const char* name, int pixels, double scale = 1) {
        tokens.append({QLatin1Char('$') + QLatin1String(name), QStringLiteral("%1px").arg(qRound(pixels * scale))});
    };
    colour("accentHover", mixed(theme.accent, theme.ink, 0.15));
    colour("accentSoft", theme.accentSoft);
    colour("accentInk", theme.accentInk);
    colour("accent", theme.accent);
    const int hair = qRound(theme.stroke(1));  // borders; a focus ring is one pixel more
    const auto high = [&](const char* name, int pixels, int border) {
        tokens.append({QLatin1Char('$') + QLatin1String(name),
                       QStringLiteral("%1px").arg(qRound(pixels * textScale) - 2 * (border - 1))});
    };
    size("hair", hair);
    size("ring", hair + 1);
    size("groove", qRound(theme.stroke(4)));
    high("buttonFocusHeight", theme.controlHeight - 4, hair);
    high("buttonHeight", theme.controlHeight - 2, hair);
    size("controlRadius", theme.controlRadius);
    high("fieldFocusHeight", 24, hair);
    high("fieldHeight", 26, hair);
    high("smallFocusHeight", 22, hair);
    high("smallHeight", 24, hair);
    size("radius", theme.radius);
    colour("lineStrong", mixed(theme.line, theme.mute, 0.35));
    colour("line", theme.line);
    colour("faint", mixed(theme.panel, theme.mute, 0.6));
    colour("warnSoft", mixed(theme.panel, theme.warn, theme.isDark() ? 0.16 : 0.09));
    colour("warn", theme.warn);
    colour("panel", theme.panel);
    colour("sunk", theme.sunk);
    colour("mute", theme.mute);
    colour("ink", theme.ink);
    colour("ok", theme.ok);
    tokens.append({QStringLiteral("$name"), theme.word()});
    return tokens;
}

}  // namespace

QString styleSheetOf(const Theme& theme, double textScale) {
    QString text;
    for (const char* part : sheet) text += QLatin1String(part);
    for (const auto& [name, value] : tokensOf(theme, textScale)) text.replace(name, value);
    for (const int pixels : {11, 12, 13, 14}) {
        text.replace(QStringLiteral("~%1").arg(pixels), QStringLiteral("%1px").arg(qRound(pixels * textScale)));
    }
    return text;
}

}  // namespace glassbox
