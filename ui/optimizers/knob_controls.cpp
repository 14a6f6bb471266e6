#include "ui/optimizers/knob_controls.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/slider_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSlider>

#include <cmath>

namespace glassbox {

namespace {

struct Example {
    const char* name;
    const char* help;
    double learningRate, momentum;
};

constexpr Example examples[] = {
    {QT_TRANSLATE_NOOP("glassbox::KnobControls", "Small steps"),
     QT_TRANSLATE_NOOP("glassbox::KnobControls",
                       "Safe and slow: the flat axis hardly moves. No axis swings, so this is in the monotone region."),
     0.3, 0},
    {QT_TRANSLATE_NOOP("glassbox::KnobControls", "Zigzag"),
     QT_TRANSLATE_NOOP("glassbox::KnobControls",
                       "Without momentum just below the border 2/L: the steep axis jumps from side to side."),
     1.9, 0},
    {QT_TRANSLATE_NOOP("glassbox::KnobControls", "Just too fast"),
     QT_TRANSLATE_NOOP("glassbox::KnobControls",
                       "Just above the border 2/L without momentum: the steep axis diverges, slowly."),
     2.05, 0},
    {QT_TRANSLATE_NOOP("glassbox::KnobControls", "Momentum rescues"),
     QT_TRANSLATE_NOOP("glassbox::KnobControls",
                       "The same learning rate with a momentum of 0.5 converges: the border "
                       "is at 2(1 + μ)/L."),
     2.05, 0.5},
    {QT_TRANSLATE_NOOP("glassbox::KnobControls", "Heavy ball"),
     QT_TRANSLATE_NOOP("glassbox::KnobControls",
                       "Much momentum: it swings for a long time, by √μ a step, whatever the learning rate."),
     0.3, 0.95},
};

}  // namespace

KnobControls::KnobControls(QWidget* parent) : QWidget(parent) {
    makeSliders();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    for (SliderField* field : {m_learningRate, m_momentum, m_condition}) layout->addWidget(field, 1);
    layout->addWidget(makeButtons());
    setSetting({});
}

void KnobControls::makeSliders() {
    const auto field = [this](const QString& name, double low, double high, double step, double KnobSetting::*value,
                              const char* object, const QString& tip) {
        auto* made = new SliderField(name, low, high, step, this);
        // The very number, which may lie between two steps of the slider.
        made->setFormat([this, value](double) {
            const double shown = m_setting.*value;
            return shown == std::round(shown) ? axisNumber(shown) : plotNumber(shown);
        });
        made->slider()->setObjectName(QLatin1String(object));
        made->setToolTip(tip);
        connect(made, &SliderField::valueChanged, this, [this, value](double now) {
            KnobSetting next = m_setting;
            next.*value = now;
            Q_EMIT chosen(next);
        });
        return made;
    };
    m_learningRate =
        field(tr("Learning rate η"), KnobSetting::leastLearningRate, KnobSetting::greatestLearningRate(), 0.01,
              &KnobSetting::learningRate, "knobRate",
              tr("How far a step goes: w ← w − η v. The bowl's steepest curvature L is 1, so that 2/L = 2."));
    m_momentum = field(tr("Momentum μ"), 0, KnobSetting::greatestMomentum, 0.005, &KnobSetting::momentum,
                       "knobMomentum", tr("How much of the velocity is kept: v ← μ v + ∇f."));
    m_condition =
        field(tr("Condition number κ"), 1, KnobSetting::greatestCondition, 1, &KnobSetting::condition, "knobCondition",
              tr("How many times steeper the bowl is across than along: κ = L/l, its largest curvature over "
                 "its smallest. The larger, the harder for every setting."));
}

QWidget* KnobControls::makeButtons() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const auto button = [&](const QString& text, const char* object, const QString& tip,
                            MomentumOptimum (*best)(const BowlCurvatures&)) {
        auto* made = new QPushButton(text, row);
        made->setObjectName(QLatin1String(object));
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, [this, best] {
            const MomentumOptimum optimum = best(m_setting.bowl());
            Q_EMIT chosen({optimum.learningRate, optimum.momentum, m_setting.condition});
        });
        layout->addWidget(made);
    };
    button(tr("Best"), "knobBest",
           tr("The setting that converges fastest on this bowl: η = 4/(√L + √l)², μ = ((√κ − 1)/(√κ + 1))²."),
           &optimalMomentum);
    button(tr("Best without μ"), "knobBestPlain",
           tr("The best learning rate of plain gradient descent, μ = 0: η = 2/(L + l), rate (κ − 1)/(κ + 1)."),
           &optimalWithoutMomentum);
    m_examples = new QComboBox(row);
    m_examples->setObjectName(QStringLiteral("knobExamples"));
    m_examples->setAccessibleName(tr("Telling settings"));
    m_examples->setToolTip(tr("Settings worth a look; the bowl stays."));
    m_examples->setPlaceholderText(tr("Examples"));
    for (const Example& example : examples) {
        m_examples->addItem(tr(example.name));
        m_examples->setItemData(m_examples->count() - 1, tr(example.help), Qt::ToolTipRole);
    }
    m_examples->setCurrentIndex(-1);
    connect(m_examples, &QComboBox::activated, this, [this](int index) {
        const Example& example = examples[index];
        Q_EMIT chosen({example.learningRate, example.momentum, m_setting.condition});
    });
    layout->addWidget(m_examples);
    return row;
}

void KnobControls::setSetting(const KnobSetting& setting) {
    m_setting = setting;
    m_learningRate->setValue(setting.learningRate);
    m_momentum->setValue(setting.momentum);
    m_condition->setValue(setting.condition);
    // An example is named as long as it is in force.
    int example = -1;
    for (int i = 0; i < m_examples->count(); ++i)
        if (examples[i].learningRate == setting.learningRate && examples[i].momentum == setting.momentum) example = i;
    m_examples->setCurrentIndex(example);
    m_examples->setToolTip(example < 0 ? tr("Settings worth a look; the bowl stays.") : tr(examples[example].help));
}

}  // namespace glassbox
