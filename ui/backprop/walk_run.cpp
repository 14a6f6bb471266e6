#include "ui/backprop/walk_run.h"

#include "ui/shell/numbers.h"

namespace glassbox {

QString samplesText(const StepRecord& record) {
    if (record.isBatch()) return WalkRun::tr("batch of %1").arg(record.sampleCount());
    return WalkRun::tr("sample %1").arg(record.samples.front() + 1);
}

WalkRun::WalkRun(ExperimentDocument& document, WalkModel& model, WalkSource& source, WalkPlayer& player,
                 QObject* parent)
    : PageRun(parent), m_document(document), m_model(model), m_source(source), m_player(player) {
    connect(&model, &WalkModel::walkChanged, this, &PageRun::changed);
    connect(&model, &WalkModel::placeChanged, this, &PageRun::changed);
    connect(&source, &WalkSource::changed, this, &PageRun::changed);
    connect(&player, &WalkPlayer::playingChanged, this, &PageRun::changed);
    connect(&document, &ExperimentDocument::titleChanged, this, &PageRun::changed);
}

QString WalkRun::title() const {
    const QString title = m_document.title();
    if (!m_model.walk()) return title;
    const StepRecord& record = m_model.walk()->record();
    QString network = QString::fromStdString(networkTitle(record.experiment, record.trace.input.rows()));
    return title +
           QStringLiteral(" · %1 · %2").arg(samplesText(record), network.replace(QLatin1Char('-'), QChar(0x2013)));
}

QString WalkRun::state() const {
    if (m_source.isWaiting()) return tr("Recording a step");
    if (!m_model.walk()) return tr("No walk");
    return tr("Training step %1: %2")
        .arg(m_model.walk()->record().step)
        .arg(QString::fromStdString(phaseName(m_model.operation().phase)).toLower());
}

std::vector<PageRun::Figure> WalkRun::figures() const {
    return {{tr("place"), QStringLiteral("000 / 000"), tr("Where the walk is, at the grain that is chosen.")},
            {tr("loss before"), QStringLiteral("0.00000"),
             tr("The loss of the sample (of a batch: the mean, called cost) with the weights before this step.")},
            {tr("loss after"), QStringLiteral("0.00000"),
             tr("The same samples with the new weights. It shows once the walk has come to the last update.")}};
}

std::vector<QString> WalkRun::values() const {
    const QString none = QStringLiteral("–");
    if (!m_model.walk()) return {none, none, none};
    const Walk& walk = *m_model.walk();
    const StepRecord& record = walk.record();
    const bool lossKnown = m_model.isKnown({{record.isBatch() ? Quantity::Cost : Quantity::SampleLoss}, 0, 0});
    const bool done = walk.covered(m_model.place(), m_model.grain()).second + 1 == walk.count() && !m_model.isHidden();
    return {QStringLiteral("%1 / %2").arg(countText(static_cast<double>(m_model.index() + 1)),
                                          countText(static_cast<double>(m_model.count()))),
            lossKnown ? costText(record.trace.cost) : none, done ? costText(record.costAfter) : none};
}

PageRun::Words WalkRun::runWords() const {
    return {tr("Run"), tr("walk on at the chosen pace. Pause stays where it is.")};
}

PageRun::Words WalkRun::stepWords() const {
    return {tr("Step"), tr("to the next place of the walk; the left arrow goes back.")};
}

PageRun::Words WalkRun::farStepWords() const {
    return {tr("Layer"), tr("on to the next layer; Shift and the left arrow go back.")};
}

PageRun::Words WalkRun::rewindWords() const {
    return {tr("Rewind"), tr("back to the start of this walk.")};
}

void WalkRun::rewind() {
    m_player.pause();
    m_model.goToStart();
}

}  // namespace glassbox
