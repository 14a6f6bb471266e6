#include "ui/optimizers/racer_card.h"

#include "ui/formula/formula_label.h"
#include "ui/optimizers/racer_bars.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/page_scroll.h"

#include <QLabel>
#include <QVBoxLayout>

namespace glassbox {

RacerCard::RacerCard(RaceModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : Card({}, parent), m_model(model) {
    m_rule = new FormulaLabel(theme, std::move(font), nullptr, 15);
    m_rule->setObjectName(QStringLiteral("racerRule"));
    m_sentence = new QLabel;
    m_sentence->setObjectName(QStringLiteral("racerSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_bars = new RacerBars(theme);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(6);
    layout->addWidget(m_rule);
    layout->addWidget(m_sentence);
    layout->addWidget(m_bars);
    layout->addStretch(1);
    auto* scroll = new PageScroll;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    body()->addWidget(scroll, 1);
    connect(&model, &RaceModel::resultChanged, this, &RacerCard::refresh);
    connect(&model, &RaceModel::selectedChanged, this, &RacerCard::refresh);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, &RacerCard::refresh);
    refresh();
}

QString RacerCard::sentence() const {
    return m_sentence->text();
}

void RacerCard::refresh() {
    const int selected = m_model.selected();
    const RaceResultPtr& result = m_model.result();
    const bool any = result && selected >= 0 && selected < static_cast<int>(result->paths.size());
    m_rule->setVisible(any);
    m_bars->setVisible(any);
    if (!any) {
        setTitle(tr("A racer's step"));
        setNote({});
        m_bars->setPath(nullptr, 0);
        m_sentence->setProperty("tone", QStringLiteral("mute"));
        m_sentence->setText(
            tr("Choose a racer: in the list, in the picture or in the curves. Here stands what it does at "
               "each step, with what it remembers."));
        return;
    }
    const RacerPath& path = result->paths[static_cast<std::size_t>(selected)];
    const Index step = m_model.stepOf(selected);
    setTitle(QString::fromStdString(path.racer.name));
    setNote(tr("step %1").arg(countText(qint64{step})));
    if (const RacerKind* kind = findRacerKind(path.racer.optimizer.kind))
        m_rule->setTex(QString::fromStdString(kind->tex));
    QString sentence = QString::fromStdString(sentenceFor(path, step));
    if (path.lostAt && *path.lostAt <= m_model.step())
        sentence += QLatin1Char(' ') + QString::fromStdString(endSentence(path));
    m_sentence->setText(sentence);
    m_bars->setPath(&path, step);
}

}  // namespace glassbox
