#include "ui/lab/weight_editor.h"

#include "ui/models/freezing.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/number_text.h"
#include "ui/shell/theme.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr int sliderSteps = 1000;
// A snapshot that was under way when the number was set still has the old one.
constexpr qint64 oldSnapshots = 250;
constexpr double largest = 1e6;

QString shownNumber(double value) {
    return std::isfinite(value) ? plotNumber(value, 4) : QStringLiteral("NaN");
}

// A range that holds the value with room to spare: 2, 5, 10, 20, ...
double reachFor(double value) {
    double reach = 2;
    for (int i = 0; std::abs(value) * 1.2 > reach && reach < largest; ++i) reach *= i % 3 == 0 ? 2.5 : 2;
    return reach;
}

}  // namespace

WeightEditor::WeightEditor(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QFrame(parent), m_document(document), m_selection(selection), m_theme(theme) {
    setObjectName(QStringLiteral("weightEditor"));
    build();
    connect(&selection, &LabSelection::parameterChanged, this, &WeightEditor::chooseParameter);
    connect(&document, &ExperimentDocument::experimentChanged, this, &WeightEditor::refreshFrozen);
    // Undo and redo are shown at once.
    connect(&document, &ExperimentDocument::parametersEdited, this, [this] {
        if (!m_showing) m_sinceEdit.invalidate();
    });
    connect(&theme, &ThemeSource::changed, this, &WeightEditor::refresh);
    refresh();
    hide();
}

void WeightEditor::build() {
    const auto button = [this](const char* name, const QString& title, const QString& help) {
        auto* made = new QToolButton(this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(title);
        made->setToolTip(tip(title, help));
        made->setAutoRaise(true);
        return made;
    };
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("weightTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_edit = new ValueEdit(this);
    m_edit->setObjectName(QStringLiteral("weightValue"));
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setToolTip(
        tip(tr("Value"), tr("Type a number and press Enter. Up and Down change it a little, with Shift a "
                            "tenth as much; so does the wheel. Page Up and Page Down go to the unit's "
                            "other weights, Escape closes.")));
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName(QStringLiteral("weightSlider"));
    m_slider->setRange(-sliderSteps, sliderSteps);
    m_slider->setPageStep(sliderSteps / 10);
    m_slider->setAccessibleName(tr("Value"));
    m_previous = button("previousWeight", tr("The unit's weight before"), tr("Key: Page Up"));
    m_next = button("nextWeight", tr("The unit's next weight"), tr("The bias comes last. Key: Page Down"));
    m_zero = button("zeroWeight", tr("Set to 0"), tr("The input then has no say in this unit."));
    m_zero->setText(QStringLiteral("0"));
    m_freeze = button("freezeWeight", tr("Freeze"), {});
    m_freeze->setCheckable(true);
    m_close = button("closeWeight", tr("Close"), tr("Key: Escape"));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("weightProblem"));
    m_problem->setProperty("tone", "warn");
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_previous);
    row->addWidget(m_edit, 1);
    row->addWidget(m_next);
    row->addSpacing(6);
    row->addWidget(m_zero);
    row->addWidget(m_freeze);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 8);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addLayout(row);
    layout->addWidget(m_slider);
    layout->addWidget(m_problem);

    m_edit->setCheck([this](const QString& text) { return check(text); });
    m_edit->setStep([this](const QString&, int steps) {
        setValue(m_value + steps * step(QGuiApplication::keyboardModifiers()));
        return QString();
    });
    connect(m_edit, &ValueEdit::checked, this, [this](const QString& sentence) {
        m_problem->setText(sentence);
        m_problem->setVisible(!sentence.isEmpty());
        adjustSize();
    });
    connect(m_edit, &ValueEdit::committed, this, [this](const QString& text) {
        endGesture();
        setValue(readNumber(text).value_or(m_value));
        endGesture();
    });
    connect(m_slider, &QSlider::valueChanged, this, [this](int at) {
        if (!m_showing) setValue(m_reach * at / sliderSteps);
    });
    connect(m_slider, &QSlider::sliderReleased, this, &WeightEditor::endGesture);
    connect(m_previous, &QToolButton::clicked, this, [this] { goToNeighbour(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goToNeighbour(1); });
    connect(m_zero, &QToolButton::clicked, this, [this] {
        endGesture();
        setValue(0);
        endGesture();
    });
    connect(m_freeze, &QToolButton::clicked, this, &WeightEditor::toggleFrozen);
    connect(m_close, &QToolButton::clicked, this, [this] { m_selection.setParameter({}); });
    m_edit->installEventFilter(this);
}

void WeightEditor::refresh() {
    const Theme& theme = m_theme.theme();
    const int size = std::max(14, theme.font(14).pixelSize());
    const auto icon = [&](QToolButton* button, const char* name) {
        button->setIcon(themedIcon(QLatin1String(name), theme.mute, size));
        button->setIconSize({size, size});
    };
    icon(m_previous, "chevron-left");
    icon(m_next, "chevron-right");
    icon(m_freeze, "freeze");
    icon(m_close, "close");
    m_title->setFont(theme.font(12, QFont::DemiBold));
    setStyleSheet(QStringLiteral("QFrame#weightEditor { background: %1; border: 1px solid %2; border-radius: %3px; }"
                                 "QFrame#weightEditor QLabel { background: transparent; border: none; }")
                      .arg(theme.panel.name(), theme.accent.name(), QString::number(theme.controlRadius)));
    setFixedWidth(std::max(250, m_edit->fontMetrics().horizontalAdvance(QLatin1Char('0')) * 30));
    adjustSize();
}

void WeightEditor::setTitle(const QString& title) {
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideRight, width() - 48));
    m_title->setToolTip(title);
    setAccessibleName(title);
    m_edit->setAccessibleName(title);
}

std::optional<double> WeightEditor::valueIn(const SnapshotPtr& snapshot) const {
    if (!snapshot || !snapshot->network || !m_parameter) return {};
    const auto place = findParameter(snapshot->network->places, *m_parameter);
    if (!place || *place >= static_cast<Index>(snapshot->parameters.size())) return {};
    return static_cast<double>(snapshot->parameters[static_cast<std::size_t>(*place)]);
}

void WeightEditor::chooseParameter() {
    if (m_selection.parameter() == m_parameter) return;
    m_parameter = m_selection.parameter();
    endGesture();
    m_sinceEdit.invalidate();
    if (!m_parameter) return hide();
    m_value = valueIn(m_snapshot).value_or(std::numeric_limits<double>::quiet_NaN());
    m_reach = reachFor(m_value);
    m_problem->hide();
    m_edit->setText(m_edit->shown());  // what was being typed was for another one
    showValue();
    const std::vector<ParameterRef> all = siblings();
    m_previous->setEnabled(!all.empty() && all.front() != *m_parameter);
    m_next->setEnabled(!all.empty() && all.back() != *m_parameter);
    refreshFrozen();
    adjustSize();
}

void WeightEditor::refreshFrozen() {
    if (!m_parameter) return;
    const bool can = canFreezeParts(m_document.experiment(), m_parameter->layer);
    const FrozenBy by = frozenBy(m_document.experiment(), *m_parameter);
    m_freeze->setVisible(can || by != FrozenBy::Nothing);
    m_freeze->setEnabled(can && (by == FrozenBy::Nothing || by == FrozenBy::Itself));
    m_freeze->setChecked(by != FrozenBy::Nothing);
    const QString help = by == FrozenBy::Layer ? tr("The whole layer is frozen.")
                         : by == FrozenBy::Unit
                             ? tr("The whole unit is frozen.")
                             : tr("Training leaves this number as it is; you can still change it by hand.");
    m_freeze->setToolTip(tip(tr("Freeze"), help));
}

void WeightEditor::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    if (!m_parameter) return;
    const std::optional<double> value = valueIn(snapshot);
    if (!value) return m_selection.setParameter({});  // an edit took it away
    const bool own = m_sinceEdit.isValid() && m_sinceEdit.elapsed() < oldSnapshots;
    if (own || m_slider->isSliderDown()) return;
    if (*value == m_value || (std::isnan(*value) && std::isnan(m_value))) return;
    m_value = *value;
    showValue();
}

void WeightEditor::showValue() {
    m_showing = true;
    if (std::abs(m_value) > m_reach) m_reach = reachFor(m_value);
    // What is being typed stays.
    if (!m_edit->hasFocus() || m_edit->text() == m_edit->shown()) m_edit->setShown(shownNumber(m_value));
    m_slider->setValue(std::isfinite(m_value) ? qRound(m_value / m_reach * sliderSteps) : 0);
    m_showing = false;
}

void WeightEditor::setValue(double value) {
    if (!m_parameter || !std::isfinite(value)) return;
    value = std::clamp(value, -largest, largest);
    const auto number = static_cast<float>(value);
    const QString what = m_parameter->name == "bias" ? tr("Bias %1") : tr("Weight %1");
    m_showing = true;  // the edit is this one's own
    const bool done = m_document.editParameters(what.arg(plotNumber(value)), {{*m_parameter, number}},
                                                QStringLiteral("weight/%1").arg(m_gesture));
    m_showing = false;
    if (!done) return;
    m_sinceEdit.start();
    m_value = value;
    m_edit->setShown(shownNumber(value));
    m_edit->setText(m_edit->shown());
    showValue();
}

double WeightEditor::step(Qt::KeyboardModifiers modifiers) const {
    const double coarse = m_reach / 40;
    return modifiers & Qt::ShiftModifier ? coarse / 10 : coarse;
}

QString WeightEditor::check(const QString& text) const {
    const std::optional<double> number = readNumber(text);
    if (!number) return tr("Type a number such as −0.5.");
    if (std::abs(*number) > largest) return tr("Type a number from −1 000 000 to 1 000 000.");
    return {};
}

void WeightEditor::toggleFrozen(bool on) {
    if (!m_parameter) return;
    m_document.edit(on ? tr("Freeze a weight") : tr("Unfreeze a weight"),
                    setFrozen(m_document.experiment(), *m_parameter, on));
    refreshFrozen();
}

std::vector<ParameterRef> WeightEditor::siblings() const {
    std::vector<ParameterRef> all;
    if (!m_snapshot || !m_snapshot->network || !m_parameter) return all;
    for (const ParameterPlace& place : m_snapshot->network->places) {
        if (place.layer != m_parameter->layer || !place.trained) continue;
        const auto& shape = place.info.shape;
        if (shape.empty() || m_parameter->row >= shape[0]) continue;
        const Index columns = shape.size() > 1 ? shape[1] : 1;
        for (Index i = 0; i < columns; ++i) all.push_back({place.layer, place.info.name, m_parameter->row, i});
    }
    return all;
}

void WeightEditor::goToNeighbour(int by) {
    const std::vector<ParameterRef> all = siblings();
    const auto here = std::find(all.begin(), all.end(), m_parameter);
    if (here == all.end()) return;
    const auto next = std::clamp<std::ptrdiff_t>(here - all.begin() + by, 0, std::ssize(all) - 1);
    const bool typing = m_edit->hasFocus();
    m_selection.setParameter(all[static_cast<std::size_t>(next)]);
    if (typing) m_edit->selectAll();
}

void WeightEditor::focusField() {
    if (!isVisible()) return;  // weights may not be changed here
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void WeightEditor::wheelEvent(QWheelEvent* event) {
    event->accept();  // never on to the picture below
    m_wheel += event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const int notches = m_wheel / 120;
    m_wheel -= notches * 120;
    if (notches != 0) setValue(m_value + notches * step(event->modifiers()));
}

void WeightEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        m_selection.setParameter({});
        parentWidget()->setFocus(Qt::TabFocusReason);
    } else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) {
        goToNeighbour(event->key() == Qt::Key_PageUp ? -1 : 1);
    } else {
        QFrame::keyPressEvent(event);
    }
}

bool WeightEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_PageUp && key != Qt::Key_PageDown) return false;
    goToNeighbour(key == Qt::Key_PageUp ? -1 : 1);
    return true;
}

}  // namespace glassbox
