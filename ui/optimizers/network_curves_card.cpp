#include "ui/optimizers/network_curves_card.h"

#include "ui/optimizers/racer_color.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

NetworkCurvesCard::NetworkCurvesCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent)
    : Card({}, parent), m_model(model), m_theme(theme) {
    setAccessibleName(tr("How the race went"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("networkCurvesTabs"));
    m_tabs->setAccessibleName(tr("What the curves show"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Training cost")),
                          tr("The mean loss over the whole training part at every recorded step, without penalties."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Validation cost")), tr("The same over the validation part."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Learning rate")),
                          tr("The learning rate in force at every recorded step, as the schedule sets it."));
    head()->addWidget(m_tabs);
    head()->addStretch(1);
    m_log = new QCheckBox(tr("log"), this);
    m_log->setObjectName(QStringLiteral("networkCurvesLog"));
    m_log->setAccessibleName(tr("Logarithmic axis"));
    m_log->setToolTip(tr("A logarithmic scale: equal distances are equal factors."));
    m_log->setChecked(true);
    setCorner(m_log);
    m_curves = new StepCurves(theme, this);
    m_curves->setObjectName(QStringLiteral("networkCurves"));
    body()->addWidget(m_curves, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &NetworkCurvesCard::refresh);
    connect(m_log, &QCheckBox::toggled, this, &NetworkCurvesCard::refresh);
    connect(m_curves, &StepCurves::stepChosen, &model.scrubber(), [this](int step) {
        m_model.scrubber().pause();
        m_model.scrubber().setStep(step);
    });
    connect(m_curves, &StepCurves::curveClicked, this, &NetworkCurvesCard::racerClicked);
    connect(&model.scrubber(), &StepScrubber::stepChanged, m_curves, &StepCurves::setStep);
    connect(&model, &NetworkRaceModel::raceChanged, this, &NetworkCurvesCard::refresh);
    connect(&theme, &ThemeSource::changed, this, &NetworkCurvesCard::refresh);
    refresh();
}

NetworkCurvesCard::What NetworkCurvesCard::what() const {
    return static_cast<What>(m_tabs->currentIndex());
}

void NetworkCurvesCard::setWhat(What what) {
    m_tabs->setCurrentIndex(what);
}

bool NetworkCurvesCard::isLogarithmic() const {
    return m_log->isChecked();
}

void NetworkCurvesCard::setLogarithmic(bool logarithmic) {
    m_log->setChecked(logarithmic);
}

void NetworkCurvesCard::setSelected(int racer) {
    if (racer == m_selected) return;
    m_selected = racer;
    refresh();
}

void NetworkCurvesCard::refresh() {
    const NetworkRacePtr& race = m_model.race();
    std::vector<StepCurve> curves;
    bool anything = false;
    for (std::size_t i = 0; race && i < race->paths.size(); ++i) {
        const NetworkRacePath& path = race->paths[i];
        StepCurve curve;
        curve.name = QString::fromStdString(path.racer.name);
        curve.color = racerColor(m_theme.theme(), static_cast<qsizetype>(i));
        curve.values = what() == Training     ? path.trainingCosts
                       : what() == Validation ? path.validationCosts
                                              : path.learningRates;
        curve.stride = static_cast<int>(race->stride);
        curve.selected = static_cast<int>(i) == m_selected;
        anything = anything || !curve.values.empty();
        curves.push_back(std::move(curve));
    }
    if (!anything) curves.clear();
    const QString value = what() == LearningRate ? QStringLiteral("η") : tr("cost");
    m_curves->setWords(value, race ? tr("The data has no validation part; the Lab can set one aside.")
                                   : tr("The costs of all racers are drawn here once a race is run."));
    m_curves->setAccessibleName(m_tabs->tabText(m_tabs->currentIndex()));
    m_curves->setLogarithmic(isLogarithmic());
    m_curves->setLast(race ? std::optional(m_model.scrubber().last()) : std::nullopt);
    m_curves->setCurves(std::move(curves));
    m_curves->setStep(m_model.scrubber().step());
}

}  // namespace glassbox
