#include "ui/cards/review_run.h"

namespace glassbox {

ReviewRun::ReviewRun(CardStudy& study, ReviewSession& session, QObject* parent)
    : PageRun(parent), m_study(study), m_session(session) {
    connect(&study, &CardStudy::decksChanged, this, &PageRun::changed);
    connect(&session, &ReviewSession::changed, this, &PageRun::changed);
}

QString ReviewRun::state() const {
    if (!m_study.isOpen()) return tr("Opening");
    if (m_session.isCramming()) return tr("Cramming, %1 left").arg(m_session.left());
    const int left = m_session.left();
    return left == 0 ? tr("Nothing due") : tr("%1 due today").arg(left);
}

std::pair<QString, QString> ReviewRun::status() const {
    const QString right = m_session.isCramming() ? tr("Cramming changes no schedule") : tr("Scheduled by FSRS");
    if (!m_inFront) return {tr("Space back to the review"), right};
    if (!m_session.card()) return {tr("N new card"), right};
    return {m_session.isRevealed() ? tr("1–5 rate · U undo · E edit · B bury · L see it live")
                                   : tr("Space show answer · U undo · E edit · B bury"),
            right};
}

std::vector<PageRun::Figure> ReviewRun::figures() const {
    return {{tr("new"), QStringLiteral("00 000"), tr("New cards that today still allows.")},
            {tr("learning"), QStringLiteral("00 000"), tr("Cards in steps of minutes that are due.")},
            {tr("due again"), QStringLiteral("00 000"), tr("Known cards that come back today.")},
            {tr("done today"), QStringLiteral("00 000"), tr("Reviews of today, in all decks.")}};
}

std::vector<QString> ReviewRun::values() const {
    if (!m_study.isOpen()) return std::vector<QString>(4, QStringLiteral("–"));
    const DueCounts counts = m_study.counts(m_session.deck());
    return {QString::number(counts.fresh), QString::number(counts.learning), QString::number(counts.review),
            QString::number(m_study.reviewsToday())};
}

void ReviewRun::setInFront(bool inFront) {
    m_inFront = inFront;
    Q_EMIT changed();
}

bool ReviewRun::canRun() const {
    return !m_inFront || (m_session.card() && (!m_session.isRevealed() || m_session.isCramming()));
}

PageRun::Words ReviewRun::runWords() const {
    return {tr("Show answer"), tr("turns the card. In a cram it goes on to the next card as well.")};
}

void ReviewRun::run() {
    if (!m_inFront) {
        Q_EMIT reviewWanted();
    } else if (m_session.isCramming() && m_session.isRevealed()) {
        constexpr int well = 4;
        m_session.rate(well);
    } else {
        m_session.reveal();
    }
}

}  // namespace glassbox
