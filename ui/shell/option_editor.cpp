#include "ui/shell/option_editor.h"

#include "ui/shell/number_text.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QFocusEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Usual values of settings that range over powers of ten, by the name of the option.
std::vector<double> ladder(const OptionInfo& info) {
    std::vector<double> values;
    if (info.name == "batch") {
        for (int batch = 1; batch <= 1024; batch *= 2) values.push_back(batch);
        values.push_back(0);
    } else if (info.name == "learning_rate") {
        values = {0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.02, 0.03, 0.1, 0.3, 1, 3, 10};
    } else if (info.name == "weight_decay" || info.name == "l1") {
        values = {0, 0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1};
    } else if (info.name == "points") {
        values = {50, 100, 200, 300, 500, 1000, 2000, 5000, 10000, 20000};
    } else if (info.name == "epochs" && info.maximum >= 1e5) {
        values = {10, 30, 100, 300, 1000, 3000, 10000, 100000};
    }
    return values;
}

bool isNumber(const OptionInfo& info) {
    return info.type == OptionType::Integer || info.type == OptionType::Real;
}

}  // namespace

OptionEditor::OptionEditor(const OptionInfo& info, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_info(info), m_theme(theme), m_value(info.standard) {
    const QString name = QString::fromStdString(info.name);
    setObjectName(name + QStringLiteral("Option"));
    m_label = new QLabel(QString::fromStdString(info.label));
    m_label->setProperty("tone", "mute");
    m_label->setWordWrap(true);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_reset = new QToolButton;
    m_reset->setObjectName(name + QStringLiteral("Reset"));
    m_reset->setAutoRaise(true);
    m_reset->setFixedSize(18, 22);
    m_reset->setIconSize({13, 13});
    m_reset->setStyleSheet(QStringLiteral("QToolButton{padding:0}"));
    const auto tint = [this] { m_reset->setIcon(themedIcon(QStringLiteral("undo"), m_theme.theme().mute, 13)); };
    connect(&theme, &ThemeSource::changed, this, tint);
    tint();
    m_problem = new QLabel;
    m_problem->setObjectName(name + QStringLiteral("Problem"));
    m_problem->setProperty("tone", "warn");
    m_problem->setWordWrap(true);
    m_problem->hide();
    makeField();
    m_field->setObjectName(name + QStringLiteral("Field"));
    m_field->setAccessibleName(QString::fromStdString(info.label));
    m_label->setBuddy(m_field);
    ignoreWheel(m_field);

    m_layout = new QGridLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(4);
    m_layout->setVerticalSpacing(2);
    if (m_flag) {
        m_layout->addWidget(m_flag, 0, 0);
        m_label->hide();
        m_label->setParent(this);
    } else {
        m_layout->addWidget(m_label, 0, 0);
    }
    m_layout->setColumnStretch(0, 1);
    m_layout->addWidget(m_reset, 0, 1);
    if (!m_flag) m_layout->addWidget(m_field, 0, 2);
    m_layout->addWidget(m_problem, 1, 0, 1, 3);

    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_field->setFocus();  // the button is about to hide
        take(m_info.standard);
    });
    setValue(info.standard);
}

void OptionEditor::makeField() {
    switch (m_info.type) {
        case OptionType::Flag:
            m_flag = new QCheckBox(QString::fromStdString(m_info.label));
            m_flag->setStyleSheet(QStringLiteral("QCheckBox{padding:2px 4px 2px 0}"));  // in line with the labels
            m_field = m_flag;
            connect(m_flag, &QCheckBox::clicked, this, [this](bool on) { take(on); });
            break;
        case OptionType::Choice:
            makeChoices();
            break;
        case OptionType::Integer:
        case OptionType::Real:
            if (const std::vector<double> values = ladder(m_info); !values.empty()) {
                QStringList texts;
                for (const double value : values)
                    if (check(numberText(value)).isEmpty()) texts << valueText(m_info, OptionValue(value));
                m_combo = new ValueCombo(texts);
                m_edit = m_combo->edit();
                m_field = m_combo;
                break;
            }
            [[fallthrough]];
        case OptionType::Text:
        case OptionType::List:  // no form shows one
            m_edit = new ValueEdit;
            m_field = m_edit;
            break;
    }
    if (m_edit) connectEdit(m_edit);
}

void OptionEditor::makeChoices() {
    m_choice = new QComboBox;
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(4);
    for (const std::string& choice : m_info.choices) {
        m_choice->addItem(valueText(m_info, choice), QString::fromStdString(choice));
        if (const KindInfo* kind = choiceInfo(m_info, choice))
            m_choice->setItemData(m_choice->count() - 1, tip(*kind), Qt::ToolTipRole);
    }
    // The list shows whole titles even where the field is narrow.
    m_choice->view()->setMinimumWidth(m_choice->view()->sizeHintForColumn(0) + 28);
    m_field = m_choice;
    connect(m_choice, &QComboBox::activated, this,
            [this](int index) { take(m_choice->itemData(index).toString().toStdString()); });
}

void OptionEditor::connectEdit(ValueEdit* edit) {
    edit->setCheck([this](const QString& text) { return check(text); });
    edit->setStep([this](const QString& text, int steps) { return stepped(text, steps); });
    connect(edit, &ValueEdit::checked, this, &OptionEditor::showProblem);
    connect(edit, &ValueEdit::committed, this, [this](const QString& text, bool isStep) {
        if (!isStep) ++m_gesture;
        const QString gesture =
            isStep ? QString::fromStdString(m_info.name) + QLatin1Char('/') + QString::number(m_gesture) : QString();
        take(read(text), gesture);
    });
}

QString OptionEditor::check(const QString& text) const {
    if (!isNumber(m_info)) return {};
    const QString label = QString::fromStdString(m_info.label);
    if (m_info.minimum <= 0 && !m_info.minimumExcluded && text == valueText(m_info, OptionValue(0.0))) return {};
    const std::optional<double> number = readNumber(text);
    const QString low = numberText(m_info.minimum), high = numberText(m_info.maximum);
    if (!number) return tr("%1: type a number such as %2.").arg(label, valueText(m_info, m_info.standard));
    if (m_info.type == OptionType::Integer && *number != std::floor(*number))
        return tr("%1: type a whole number.").arg(label);
    if (m_info.minimumExcluded && *number <= m_info.minimum) return tr("%1 must be above %2.").arg(label, low);
    if (*number < m_info.minimum) return tr("%1 must be at least %2.").arg(label, low);
    if (*number > m_info.maximum) return tr("%1 must be at most %2.").arg(label, high);
    return {};
}

OptionValue OptionEditor::read(const QString& text) const {
    if (!isNumber(m_info)) return text.toStdString();
    const double number = readNumber(text).value_or(0);  // words ("full", "off") stand for 0
    if (m_info.type == OptionType::Integer) return static_cast<std::int64_t>(number);
    return number;
}

double OptionEditor::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&m_value)) return *real;
    return 0;
}

QString OptionEditor::stepped(const QString&, int steps) const {
    if (!isNumber(m_info)) return {};
    double next = number();
    const std::vector<double> values = ladder(m_info);
    if (!values.empty()) {
        // The full batch (0) comes after the largest one.
        const auto place = [&](double value) { return m_info.name == "batch" && value == 0 ? HUGE_VAL : value; };
        std::optional<double> best;
        for (const double value : values) {
            const bool beyond = steps > 0 ? place(value) > place(next) : place(value) < place(next);
            if (beyond && (!best || (steps > 0) == (place(value) < place(*best)))) best = value;
        }
        if (!best) return {};
        next = *best;
    } else if (m_info.type == OptionType::Integer) {
        next += steps;
    } else {
        const double step = std::min(0.1, (m_info.maximum - m_info.minimum) / 20);
        const double unit = std::pow(10, std::floor(std::log10(step) + 1e-9));
        next = std::round((next + steps * unit) / unit) * unit;
        next = std::round(next * 1e10) / 1e10;  // 0.1 + 0.2 reads 0.3
    }
    next = std::clamp(next, m_info.minimum, m_info.maximum);
    return check(numberText(next)).isEmpty() ? valueText(m_info, next) : QString();
}

void OptionEditor::take(const OptionValue& value, const QString& gesture) {
    if (value == m_value && !(m_choice && m_choice->currentIndex() < 0)) return setValue(m_value);
    const OptionValue before = m_value;
    Q_EMIT edited(value, gesture);
    if (m_value == before) setValue(before);  // refused: show again what is in force
}

void OptionEditor::setValue(const OptionValue& value) {
    m_value = value;
    if (m_info.type == OptionType::Real)
        if (const auto* whole = std::get_if<std::int64_t>(&value)) m_value = static_cast<double>(*whole);
    if (m_flag) m_flag->setChecked(m_value == OptionValue(true));
    if (m_choice) {
        const auto* text = std::get_if<std::string>(&m_value);
        m_choice->setCurrentIndex(text ? m_choice->findData(QString::fromStdString(*text)) : -1);
    }
    const QString text = valueText(m_info, m_value);
    if (m_combo)
        m_combo->setShown(text);
    else if (m_edit)
        m_edit->setShown(text);
    m_reset->setVisible(m_resettable && m_value != m_info.standard);
    m_reset->setToolTip(tr("Back to the default: %1").arg(valueText(m_info, m_info.standard)));
    m_reset->setAccessibleName(tr("Reset %1").arg(QString::fromStdString(m_info.label)));
    fitField();
    showTip();
}

void OptionEditor::setUndecided(const QString& word) {
    if (m_choice) {
        m_choice->setPlaceholderText(word);
        m_choice->setCurrentIndex(-1);
    } else if (m_edit) {
        m_edit->setPlaceholderText(word);
        m_combo ? m_combo->setShown({}) : m_edit->setShown({});
    } else {
        return;
    }
    m_reset->hide();
    fitField();
    showTip();
}

void OptionEditor::setChoiceEnabled(const std::string& choice, bool enabled, const QString& why) {
    if (!m_choice) return;
    const int index = m_choice->findData(QString::fromStdString(choice));
    auto* model = qobject_cast<QStandardItemModel*>(m_choice->model());
    if (index < 0 || !model) return;
    model->item(index)->setEnabled(enabled);
    const KindInfo* kind = choiceInfo(m_info, choice);
    QString text = kind ? tip(*kind) : QString();
    if (!enabled) text += QStringLiteral("<p>%1</p>").arg(why.toHtmlEscaped());
    m_choice->setItemData(index, text, Qt::ToolTipRole);
}

void OptionEditor::addBeside(QWidget* widget) {
    m_beside = widget;
    m_layout->addWidget(widget, 0, 3);
    setTabOrder(m_field, widget);
}

void OptionEditor::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    const QString outline = QStringLiteral("%1{border:1px solid %2}")
                                .arg(m_combo ? QStringLiteral("QComboBox") : QStringLiteral("QLineEdit"),
                                     m_theme.theme().validation.name());
    const QString sheet = sentence.isEmpty() ? QString() : outline;
    if (m_field->styleSheet() != sheet) m_field->setStyleSheet(sheet);
    if (sentence.isEmpty())
        showTip();
    else
        m_field->setToolTip(sentence);
}

void OptionEditor::showTip() {
    QString text = tip(m_info);
    if (const auto* choice = std::get_if<std::string>(&m_value); m_choice && choice && m_choice->currentIndex() >= 0)
        if (const KindInfo* kind = choiceInfo(m_info, *choice)) text += tip(*kind);
    m_field->setToolTip(text);
    m_label->setToolTip(text);
    m_field->setAccessibleDescription(QString::fromStdString(m_info.help));
}

void OptionEditor::setResettable(bool resettable) {
    m_resettable = resettable;
    setValue(m_value);
}

void OptionEditor::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitField();
}

// As wide as the design's fields, wider where the value needs it and the label leaves room.
void OptionEditor::fitField() {
    if (m_flag) return;
    const QFontMetrics metrics = fontMetrics();
    QString text = m_edit ? m_edit->shown() : QString();
    if (m_choice) text = m_choice->currentIndex() >= 0 ? m_choice->currentText() : m_choice->placeholderText();
    int longestWord = 0;
    for (const QString& word : m_label->text().split(QLatin1Char(' ')))
        longestWord = std::max(longestWord, metrics.horizontalAdvance(word));
    const int reset = m_resettable ? m_reset->width() + 4 : 0;
    const int beside = m_beside ? m_beside->sizeHint().width() + 4 : 0;
    // A field gives up some width before its label breaks into two lines.
    const int whole = width() - metrics.horizontalAdvance(m_label->text()) - 8 - beside -
                      (m_reset->isVisibleTo(this) ? m_reset->width() + 4 : 0);
    const int least = std::clamp(whole, metrics.averageCharWidth() * 9, metrics.averageCharWidth() * 14) - beside;
    const int room = width() - longestWord - 6 - reset - beside;
    const int arrow = m_choice || m_combo ? 24 : 4;
    m_field->setFixedWidth(std::max(least, std::min(metrics.horizontalAdvance(text) + 18 + arrow, room)));
}

}  // namespace glassbox
