#include "ui/cards/review_view.h"

#include "lessons/study/rating.h"
#include "ui/cards/card_face.h"
#include "ui/cards/rating_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr double sizes[] = {0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5};

QFrame* panel(QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setObjectName(QStringLiteral("card"));
    return frame;
}

}  // namespace

ReviewView::ReviewView(CardStudy& study, ReviewSession& session, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_study(study), m_session(session) {
    setObjectName(QStringLiteral("reviewView"));
    QFrame* front = panel(this);
    m_face = new CardFace(theme, font, front);
    auto* frontLayout = new QVBoxLayout(front);
    frontLayout->setContentsMargins(2, 2, 2, 2);
    frontLayout->addWidget(m_face);
    auto* below = panel(this);
    m_belowFrame = below;
    m_below = new QStackedWidget(below);
    m_show = new QPushButton(tr("Show answer"), m_below);
    m_show->setObjectName(QStringLiteral("showAnswer"));
    m_show->setToolTip(tr("Think of your answer first, then look.\nKey: Space"));
    m_show->setProperty("kind", "primary");
    m_show->setFocusPolicy(Qt::TabFocus);
    auto* showing = new QWidget(m_below);
    auto* showLayout = new QHBoxLayout(showing);
    showLayout->setContentsMargins(0, 0, 0, 0);
    showLayout->addStretch(1);
    showLayout->addWidget(m_show);
    showLayout->addStretch(1);
    auto* rating = new QWidget(m_below);
    auto* ratingLayout = new QVBoxLayout(rating);
    ratingLayout->setContentsMargins(0, 0, 0, 0);
    ratingLayout->setSpacing(8);
    m_ask = new QLabel(tr("How well did you know this?"), rating);
    m_ask->setAlignment(Qt::AlignCenter);
    m_ask->setProperty("tone", "mute");
    m_ratings = new RatingBar(theme, rating);
    ratingLayout->addWidget(m_ask);
    ratingLayout->addWidget(m_ratings);
    m_below->addWidget(rating);  // the tallest, so that the card keeps its place
    m_below->addWidget(showing);
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(14, 10, 14, 14);
    belowLayout->setSpacing(8);
    belowLayout->addWidget(m_below);
    m_actions = makeActions();
    m_face->setHintShown(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.theme().gap);
    layout->addWidget(front, 1);
    layout->addWidget(below);
    connect(m_show, &QPushButton::clicked, &session, &ReviewSession::reveal);
    connect(m_ratings, &RatingBar::rated, &session, &ReviewSession::rate);
    connect(m_face, &CardFace::revealWanted, &session, &ReviewSession::reveal);
    connect(m_face, &CardFace::seeLiveWanted, this, &ReviewView::seeLive);
    connect(&session, &ReviewSession::changed, this, &ReviewView::follow);
    connect(&study, &CardStudy::decksChanged, this, &ReviewView::follow);
    for (int known = leastKnown; known <= bestKnown; ++known) {
        auto* key = new QShortcut(static_cast<Qt::Key>(Qt::Key_0 + known), this);
        key->setContext(Qt::WindowShortcut);
        key->setAutoRepeat(false);
        connect(key, &QShortcut::activated, &session, [this, known] { m_session.rate(known); });
    }
    setFocusProxy(m_face);
    follow();
}

QPushButton* ReviewView::makeAction(const char* name, const QString& text, const QKeySequence& key, const QString& help,
                                    std::function<void()> act) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setProperty("kind", "quiet");
    made->setFocusPolicy(Qt::TabFocus);
    made->setAutoDefault(false);
    made->setToolTip(key.isEmpty() ? help : tr("%1\nKey: %2").arg(help, key.toString(QKeySequence::NativeText)));
    connect(made, &QPushButton::clicked, this, act);
    if (!key.isEmpty()) {
        auto* shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WindowShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, made, [made] {
            if (made->isEnabled()) made->click();
        });
    }
    return made;
}

QWidget* ReviewView::makeActions() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_undo = makeAction("undoReview", tr("Undo"), Qt::Key_U, tr("Takes the last answer or edit back."),
                        [this] { m_session.undo(); });
    m_edit = makeAction("editCard", tr("Edit"), Qt::Key_E, tr("Put it in words of your own."), [this] {
        if (m_session.card()) Q_EMIT editWanted(m_session.card()->id);
    });
    m_bury = makeAction("buryCard", tr("Bury"), Qt::Key_B, tr("Not today any more: it comes back tomorrow."),
                        [this] { m_session.bury(); });
    m_suspend =
        makeAction("suspendCard", tr("Suspend"), Qt::Key_P,
                   tr("Not asked any more until you take it up again in Browse."), [this] { m_session.suspend(); });
    m_live = makeAction("seeLive", tr("See it live"), Qt::Key_L, tr("Opens what the card is about, in motion."),
                        [this] { seeLive(); });
    m_endCram =
        makeAction("endCram", tr("End cram"), Qt::Key_Q, tr("Back to what is due."), [this] { m_session.endCram(); });
    auto* smaller =
        makeAction("smallerText", tr("A−"), {}, tr("Smaller text on the card.\nKey: −"), [this] { stepScale(-1); });
    auto* larger =
        makeAction("largerText", tr("A+"), {}, tr("Larger text on the card.\nKey: +"), [this] { stepScale(1); });
    smaller->setAccessibleName(tr("Smaller text"));
    larger->setAccessibleName(tr("Larger text"));
    for (QWidget* made : {m_undo, m_edit, m_bury, m_suspend, m_live, m_endCram}) layout->addWidget(made);
    layout->addSpacing(8);
    layout->addWidget(smaller);
    layout->addWidget(larger);
    auto* fresh = new QShortcut(Qt::Key_N, this);
    fresh->setContext(Qt::WindowShortcut);
    connect(fresh, &QShortcut::activated, this, &ReviewView::newCardWanted);
    return row;
}

void ReviewView::setPresenting(bool presenting) {
    for (QWidget* button : {m_edit, m_bury, m_suspend}) button->setVisible(!presenting);
}

void ReviewView::follow() {
    const std::optional<StoredCard>& card = m_session.card();
    if (card) {
        const StoredDeck* deck = m_study.deck(card->deck);
        const QString name = deck ? deck->name : QString();
        // Once it is turned, only an edit changes it: it stays where it was scrolled.
        if (m_session.isRevealed() && m_shown == card->id)
            m_face->updateCard(card->card, name);
        else
            m_face->setCard(card->card, name);
        m_face->setRevealed(m_session.isRevealed());
        m_shown = card->id;
    } else {
        m_shown = 0;
        m_face->clear(m_study.isOpen() ? m_session.emptyWords() : tr("The cards are being opened."));
    }
    m_ratings->setWaits(m_session.waits());
    m_ask->setText(m_session.isCramming()
                       ? tr("How well did you know this? 1 and 2 come again; nothing is rescheduled.")
                       : tr("How well did you know this?"));
    m_below->setCurrentIndex(m_session.isRevealed() ? 0 : 1);
    m_belowFrame->setVisible(card.has_value());
    m_undo->setEnabled(m_study.isOpen() && m_session.canUndo());
    m_edit->setEnabled(card.has_value());
    m_bury->setEnabled(card && !m_session.isCramming());
    m_suspend->setEnabled(card.has_value());
    m_live->setEnabled(card && m_session.isRevealed() && !card->card.see.isEmpty());
    m_endCram->setVisible(m_session.isCramming());
}

void ReviewView::seeLive() {
    const std::optional<StoredCard>& card = m_session.card();
    if (card && m_session.isRevealed() && !card->card.see.isEmpty()) Q_EMIT seeLiveWanted(card->card.see);
}

void ReviewView::setScale(double scale) {
    m_scale = std::clamp(scale, sizes[0], *std::prev(std::end(sizes)));
    m_face->setScale(m_scale);
    Q_EMIT scaleChanged(m_scale);
}

void ReviewView::stepScale(int direction) {
    const auto* at = std::min_element(std::begin(sizes), std::end(sizes), [this](double a, double b) {
        return std::abs(a - m_scale) < std::abs(b - m_scale);
    });
    const auto next = std::clamp<std::ptrdiff_t>(at - std::begin(sizes) + direction, 0, std::size(sizes) - 1);
    setScale(sizes[next]);
}

}  // namespace glassbox
