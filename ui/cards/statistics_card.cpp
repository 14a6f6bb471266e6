#include "ui/cards/statistics_card.h"

#include "ui/cards/statistics_chart.h"

#include <QLabel>
#include <QVBoxLayout>

namespace glassbox {

StatisticsCard::StatisticsCard(const char* name, const QString& title, ThemeSource& theme, QWidget* parent)
    : Card(title, parent) {
    m_chart = new StatisticsChart(theme);
    m_chart->setObjectName(QLatin1String(name) + QStringLiteral("Chart"));
    m_sentence = new QLabel;
    m_sentence->setObjectName(QLatin1String(name) + QStringLiteral("Sentence"));
    m_sentence->setProperty("tone", "caption");
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    body()->setSpacing(8);
    body()->addWidget(m_chart, 1);
    body()->addWidget(m_sentence);
}

void StatisticsCard::setTold(ToldChart told) {
    m_sentence->setText(told.sentence);
    m_sentence->setHidden(told.sentence.isEmpty());
    m_chart->setData(std::move(told.chart));
}

QString StatisticsCard::sentence() const {
    return m_sentence->text();
}

}  // namespace glassbox
