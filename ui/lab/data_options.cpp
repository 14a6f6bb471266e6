#include "ui/lab/data_options.h"

#include "engine/data/dataset.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/slider_field.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

namespace {

bool isShare(const OptionInfo& option) {
    return option.name == "noise" || option.name == "validation";
}

/// Sliders for what has a short range, typed fields for the rest.
bool wantsSlider(const OptionInfo& option) {
    if (isShare(option)) return true;
    return (option.type == OptionType::Integer || option.type == OptionType::Real) &&
           option.maximum - option.minimum <= 20;
}

double stepOf(const OptionInfo& option) {
    if (option.name == "noise") return 0.005;
    if (option.name == "validation") return 0.01;
    if (option.type == OptionType::Integer) return 1;
    // The largest of 1, 2.5, 5 times a power of ten that gives 15 steps or more.
    const double most = (option.maximum - option.minimum) / 15 * (1 + 1e-9);
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double factor : {5.0, 2.5})
        if (factor * power <= most) return factor * power;
    return power;
}

double numberOf(const OptionValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return 0;
}

/// What the table's own dialog asks for.
const std::set<std::string, std::less<>> ofTables{"path",    "target", "task",   "separator",
                                                  "decimal", "header", "missing"};

}  // namespace

DataOptions::DataOptions(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void DataOptions::makeRows(const DataInfo& info) {
    m_info = &info;
    m_sliders.clear();
    m_editors.clear();
    m_exact.clear();
    if (m_rows) {
        m_rows->hide();
        m_rows->deleteLater();
    }
    m_rows = new QWidget(this);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_layout->addWidget(m_rows);
    // Sliders first, in the order noise, validation, the generator's own; then the rest.
    const auto rank = [](const OptionInfo& option) {
        if (option.name == "noise") return 0;
        if (option.name == "validation") return 1;
        return wantsSlider(option) ? 2 : option.type == OptionType::Flag ? 4 : 3;
    };
    for (int wanted = 0; wanted <= 4; ++wanted) {
        for (const OptionInfo& option : info.options) {
            if (option.type == OptionType::List) continue;  // drawn in the picture
            if (rank(option) != wanted || (info.inputs == 0 && ofTables.contains(option.name))) continue;
            if (wantsSlider(option))
                addSlider(option);
            else
                addEditor(option);
        }
    }
    m_rows->show();
}

void DataOptions::addSlider(const OptionInfo& option) {
    const QString label = option.name == "validation" ? tr("Validation share") : QString::fromStdString(option.label);
    const double step = stepOf(option);
    auto* field = new SliderField(label, option.minimum, option.maximum, step, m_rows);
    const QString name = QString::fromStdString(option.name);
    field->setObjectName(name + QStringLiteral("Row"));
    field->slider()->setObjectName(name + QStringLiteral("Slider"));
    field->setToolTip(tip(option));
    if (isShare(option)) field->setPercent();
    field->setFormat([this, option, step](double value) {
        const auto exact = m_exact.find(option.name);
        if (exact != m_exact.end() && std::abs(exact->second - value) < step / 2 + 1e-9) value = exact->second;
        return valueText(option, value);
    });
    ignoreWheel(field->slider());
    connect(field, &SliderField::valueChanged, this, [this, option, name](double value) {
        m_exact.erase(option.name);
        const OptionValue next = option.type == OptionType::Integer
                                     ? OptionValue(static_cast<std::int64_t>(std::llround(value)))
                                     : OptionValue(value);
        Q_EMIT edited(name, next, name + QLatin1Char('/') + QString::number(m_gesture));
    });
    connect(field, &SliderField::editingFinished, this, [this] { ++m_gesture; });
    m_rows->layout()->addWidget(field);
    m_sliders.push_back({option, field});
}

void DataOptions::addEditor(const OptionInfo& option) {
    auto* editor = new OptionEditor(option, m_theme, m_rows);
    connect(editor, &OptionEditor::edited, this,
            [this, name = QString::fromStdString(option.name)](const OptionValue& value, const QString& gesture) {
                Q_EMIT edited(name, value, gesture);
            });
    m_rows->layout()->addWidget(editor);
    m_editors.push_back(editor);
}

void DataOptions::showParts(const Presentation& presentation) {
    const auto show = [&](QWidget* row, const OptionInfo& option) {
        const std::string part = "data." + option.name;
        setPart(row, QString::fromStdString(part));
        row->setVisible(isShown(presentation, part));
    };
    for (const Slider& slider : m_sliders) show(slider.field, slider.info);
    for (OptionEditor* editor : m_editors) show(editor, editor->info());
}

void DataOptions::showData(const Spec& spec) {
    const DataInfo* info = findData(spec.kind);
    if (!info) return;
    if (info != m_info) makeRows(*info);
    for (const Slider& slider : m_sliders) {
        const double value = numberOf(optionOrDefault(*info, spec.options, slider.info.name));
        m_exact[slider.info.name] = value;
        slider.field->setValue(value);
    }
    for (OptionEditor* editor : m_editors) editor->setValue(optionOrDefault(*info, spec.options, editor->info().name));
}

}  // namespace glassbox
