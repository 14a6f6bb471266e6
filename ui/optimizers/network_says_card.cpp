#include "ui/optimizers/network_says_card.h"

#include "ui/optimizers/network_line_plot.h"
#include "ui/optimizers/network_pictures.h"
#include "ui/optimizers/network_race_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/value_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

NetworkSaysCard::NetworkSaysCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent)
    : Card({}, parent), m_model(model), m_theme(theme) {
    setAccessibleName(tr("The racers' networks"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("networkSaysTabs"));
    m_tabs->setAccessibleName(tr("What is shown of the networks"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("What they say")),
                          tr("The output of every racer's network over the data's plane at this step."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Between two")),
                          tr("The cost on the straight line between two networks' weights (Goodfellow et al. 2015)."));
    head()->addWidget(m_tabs);
    head()->addStretch(1);
    m_pictures = new NetworkPictures(model, theme, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_pictures);
    m_pages->addWidget(makeLine());
    body()->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(&model, &NetworkRaceModel::raceChanged, this, &NetworkSaysCard::fillEnds);
    connect(&model, &NetworkRaceModel::interpolationChanged, this, &NetworkSaysCard::showLine);
    fillEnds();
    showLine();
}

QWidget* NetworkSaysCard::makeLine() {
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    const auto combo = [&](const char* objectName, const QString& name) {
        auto* made = new QComboBox(page);
        made->setObjectName(QLatin1String(objectName));
        made->setAccessibleName(name);
        made->setMinimumContentsLength(8);
        made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        ignoreWheel(made);
        connect(made, &QComboBox::activated, this,
                [this] { m_model.setLine(m_from->currentData().toInt(), m_to->currentData().toInt()); });
        row->addWidget(made, 1);
        return made;
    };
    const auto label = [&](const QString& text) {
        auto* made = new QLabel(text, page);
        made->setProperty("tone", "mute");
        row->addWidget(made);
    };
    label(tr("From"));
    m_from = combo("lineFrom", tr("Where the line begins"));
    label(tr("to"));
    m_to = combo("lineTo", tr("Where the line ends"));
    m_line = new NetworkLinePlot(m_theme, page);
    m_words = new QLabel(page);
    m_words->setObjectName(QStringLiteral("lineSentence"));
    m_words->setProperty("tone", "caption");
    m_words->setWordWrap(true);
    layout->addLayout(row);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_words);
    return page;
}

bool NetworkSaysCard::isLineShown() const {
    return m_tabs->currentIndex() == 1;
}

void NetworkSaysCard::setLineShown(bool shown) {
    m_tabs->setCurrentIndex(shown ? 1 : 0);
}

void NetworkSaysCard::fillEnds() {
    const NetworkRacePtr& race = m_model.race();
    for (QComboBox* combo : {m_from, m_to}) {
        combo->clear();
        combo->setEnabled(race != nullptr);
        if (!race) continue;
        for (int end = LandscapeChoice::start; end < static_cast<int>(race->paths.size()); ++end)
            combo->addItem(NetworkRaceWords::end(race->spec.racers, end), end);
        combo->setCurrentIndex(combo->findData(combo == m_from ? m_model.lineFrom() : m_model.lineTo()));
    }
}

void NetworkSaysCard::showLine() {
    const auto& interpolation = m_model.interpolation();
    m_line->setEmptyText(!m_model.race() ? tr("The cost between two networks is drawn here once a race is run.")
                         : !m_model.lineFailure().isEmpty() ? m_model.lineFailure()
                                                            : tr("The line is computed …"));
    if (!interpolation) {
        m_line->setLine({}, {}, {});
        m_words->clear();
        return;
    }
    const auto& racers = m_model.race()->spec.racers;
    m_line->setLine(interpolation->line, NetworkRaceWords::end(racers, interpolation->from),
                    NetworkRaceWords::end(racers, interpolation->to));
    m_words->setText(lineSentence(interpolation->line));
}

}  // namespace glassbox
