#include "ui/cards/card_face.h"

#include "ui/cards/card_face_box.h"
#include "ui/cards/card_text.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int columnWidth = 720;  // lines longer than this are hard to follow
constexpr int besideColumn = 24;
constexpr int aboveCard = 22;

/// "Training · vanishing gradients"
QString chipWords(const Flashcard& card, const QString& deckName) {
    const QString tag = QString(card.tags.value(0)).replace('-', ' ');
    return deckName.isEmpty() || tag.isEmpty() ? deckName + tag : CardFace::tr("%1 · %2").arg(deckName, tag);
}

}  // namespace

CardFace::CardFace(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : PageScroll(parent),
      m_theme(theme),
      m_column(new QWidget),
      m_chip(new QLabel),
      m_empty(new QLabel),
      m_question(new CardText(theme, font, CardText::Kind::Question)),
      m_answer(new CardText(theme, font, CardText::Kind::Answer)),
      m_line(new QFrame),
      m_box(new CardFaceBox(theme)),
      m_hint(new QPushButton(tr("Space shows the answer"))) {
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("wantsArrows", true);
    setViewportMargins(3, 3, 3, 3);  // the ring of the focus stands there
    setAccessibleName(tr("Card"));
    m_chip->setObjectName(QStringLiteral("cardChip"));
    m_chip->setProperty("tone", QStringLiteral("chip"));
    m_chip->setTextFormat(Qt::PlainText);
    m_chip->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_question->setObjectName(QStringLiteral("cardQuestion"));
    m_answer->setObjectName(QStringLiteral("cardAnswer"));
    m_box->setObjectName(QStringLiteral("cardBox"));
    m_empty->setObjectName(QStringLiteral("cardEmpty"));
    m_empty->setProperty("tone", QStringLiteral("mute"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_hint->setObjectName(QStringLiteral("revealHint"));
    m_hint->setProperty("kind", QStringLiteral("small"));
    m_hint->setToolTip(tr("Answer in your head first, then look (Space)."));
    m_hint->setFocusPolicy(Qt::TabFocus);
    m_line->setObjectName(QStringLiteral("cardLine"));

    auto* parts = new QVBoxLayout(m_column);
    parts->setContentsMargins(0, aboveCard, 0, aboveCard);
    parts->setSpacing(0);
    parts->addWidget(m_chip);
    parts->addSpacing(14);
    parts->addWidget(m_question);
    parts->addSpacing(12);
    parts->addWidget(m_line);
    parts->addWidget(m_hint, 0, Qt::AlignLeft);
    parts->addSpacing(12);
    parts->addWidget(m_answer);
    parts->addSpacing(16);
    parts->addWidget(m_box);
    parts->addStretch(1);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(besideColumn, 0, besideColumn, 0);
    row->setSpacing(0);
    row->addStretch(1);
    row->addWidget(m_column, 1000);
    row->addWidget(m_empty, 1000);
    row->addStretch(1);
    setWidget(content);

    connect(m_hint, &QPushButton::clicked, this, &CardFace::revealWanted);
    connect(m_box, &CardFaceBox::seeLiveWanted, this, &CardFace::seeLiveWanted);
    connect(&theme, &ThemeSource::changed, this, &CardFace::applyTheme);
    applyTheme();
    clear({});
}

void CardFace::applyTheme() {
    const Theme& theme = m_theme.theme();
    m_column->setMaximumWidth(qRound(columnWidth * m_scale * m_theme.textScale()));
    m_line->setFixedHeight(qRound(theme.stroke(1)));
    m_line->setStyleSheet(QStringLiteral("background: %1;").arg(theme.line.name()));
    m_hint->setStyleSheet(QStringLiteral("color: %1;").arg(theme.mute.name()));
    m_question->setScale(m_scale);
    m_answer->setScale(m_scale);
}

void CardFace::setScale(double scale) {
    if (qFuzzyCompare(scale, m_scale)) return;
    m_scale = scale;
    applyTheme();
}

void CardFace::fill(const Flashcard& card, const QString& deckName) {
    m_card = card;
    m_hasCard = true;
    m_chip->setText(chipWords(card, deckName));
    m_question->setText(card.question);
    m_answer->setText(card.answer);
    m_box->setContent(card.picture, card.see);
    showParts();
}

void CardFace::setCard(const Flashcard& card, const QString& deckName) {
    m_revealed = false;
    fill(card, deckName);
    verticalScrollBar()->setValue(0);
}

void CardFace::updateCard(const Flashcard& card, const QString& deckName) {
    fill(card, deckName);
}

void CardFace::clear(const QString& sentence) {
    m_card = {};
    m_hasCard = m_revealed = false;
    m_empty->setText(sentence);
    showParts();
}

void CardFace::setRevealed(bool revealed, bool scroll) {
    if (!m_hasCard || revealed == m_revealed) return;
    m_revealed = revealed;
    showParts();
    if (revealed && scroll) QMetaObject::invokeMethod(this, &CardFace::showAnswerInView, Qt::QueuedConnection);
}

void CardFace::showParts() {
    m_column->setVisible(m_hasCard);
    m_chip->setVisible(!m_chip->text().isEmpty());
    m_empty->setVisible(!m_hasCard);
    m_line->setVisible(m_revealed);
    m_answer->setVisible(m_revealed);
    m_box->setVisible(m_revealed && !m_box->isNothing());
    m_hint->setVisible(!m_revealed && m_hintShown);
    QString words = m_hasCard ? m_question->accessibleName() : m_empty->text();
    if (m_revealed) words += QStringLiteral("\n\n") + m_answer->accessibleName();
    setAccessibleDescription(words);
}

void CardFace::setHintShown(bool shown) {
    m_hintShown = shown;
    showParts();
}

bool CardFace::canSeeLive() const {
    return !CardFaceBox::seeWords(m_card.see).isEmpty();
}

void CardFace::setSeeLiveEnabled(bool enabled) {
    m_box->setSeeLiveEnabled(enabled);
}

/// The whole answer if it fits; else from its beginning.
void CardFace::showAnswerInView() {
    if (!m_revealed) return;
    m_column->layout()->activate();
    const int top = m_line->mapTo(widget(), QPoint()).y() - 12;
    const QWidget* last = m_box->isVisibleTo(this) ? static_cast<QWidget*>(m_box) : m_answer;
    const int bottom = last->mapTo(widget(), QPoint(0, last->height())).y() + 12;
    QScrollBar* bar = verticalScrollBar();
    const int wanted = qMin(top, bottom - viewport()->height());
    if (wanted > bar->value()) bar->setValue(wanted);
}

bool CardFace::event(QEvent* event) {
    const bool handled = PageScroll::event(event);
    if (event->type() == QEvent::Paint && showsFocusRing(this)) {
        const Theme& theme = m_theme.theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.controlRadius, theme.controlRadius);
    }
    return handled;
}

void CardFace::keyPressEvent(QKeyEvent* event) {
    QScrollBar* bar = verticalScrollBar();
    switch (event->key()) {
        case Qt::Key_Up:
            return bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
        case Qt::Key_Down:
            return bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        case Qt::Key_PageUp:
            return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        case Qt::Key_PageDown:
            return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        case Qt::Key_Home:
            return bar->triggerAction(QAbstractSlider::SliderToMinimum);
        case Qt::Key_End:
            return bar->triggerAction(QAbstractSlider::SliderToMaximum);
        default:
            event->ignore();  // keys of the page
    }
}

}  // namespace glassbox
