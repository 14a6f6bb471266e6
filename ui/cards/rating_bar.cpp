#include "ui/cards/rating_bar.h"

#include "lessons/study/rating.h"
#include "ui/shell/key_guard.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace glassbox {

namespace {

constexpr int pad = 10;
constexpr int gap = 10;

QString help(int known) {
    switch (known) {
        case 1:
            return RatingBar::tr("You did not know it. It comes again soon, and its stability falls.");
        case 2:
            return RatingBar::tr("You knew a part, or only with great effort. It comes back sooner than it would.");
        case 3:
            return RatingBar::tr(
                "You knew the core of it. It comes back when the chance of recall has fallen to the "
                "deck's goal.");
        case 4:
            return RatingBar::tr("You knew it. It comes back as for 3; the difference is kept for your statistics.");
        default:
            return RatingBar::tr("You knew it at once and wholly. It comes back later.");
    }
}

}  // namespace

QString knownWords(int known) {
    const QString words[] = {RatingBar::tr("Not at all"), RatingBar::tr("A little"), RatingBar::tr("Half"),
                             RatingBar::tr("Well"), RatingBar::tr("Perfectly")};
    return words[known - 1];
}

QColor knownColor(const Theme& theme, int known) {
    switch (known) {
        case 1:
            return theme.validation;
        case 2:
            return theme.negative;
        case 3:
            return mixed(theme.negative, theme.ok, 0.5);
        case 4:
            return theme.ok;
        default:
            return mixed(theme.ok, theme.positive, 0.6);
    }
}

RatingButton::RatingButton(int known, ThemeSource& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_known(known) {
    setObjectName(QStringLiteral("rate%1").arg(known));
    setText(knownWords(known));
    setToolTip(tr("%1\nKey: %2").arg(help(known)).arg(known));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
    setWait({});
}

void RatingButton::setWait(const QString& wait) {
    m_wait = wait;
    setAccessibleName(wait.isEmpty() ? tr("%1: %2").arg(m_known).arg(text())
                                     : tr("%1: %2, back in %3").arg(m_known).arg(text(), wait));
    update();
}

QSize RatingButton::sizeHint() const {
    const Theme& theme = m_theme.theme();
    const int lines = QFontMetrics(theme.font(15)).height() + QFontMetrics(theme.font(13)).height() +
                      QFontMetrics(theme.font(12)).height();
    return {QFontMetrics(theme.font(13, QFont::Medium)).horizontalAdvance(text()) + 2 * pad, lines + 2 * pad};
}

QSize RatingButton::minimumSizeHint() const {
    return sizeHint();
}

void RatingButton::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, theme.controlRadius, theme.controlRadius);
    painter.fillPath(shape, isDown() || underMouse() ? theme.sunk : theme.panel);
    // The colour is a hint at the top; number and words say the same.
    painter.save();
    painter.setClipRect(QRectF(0, 0, width(), theme.stroke(3)));
    painter.fillPath(shape, knownColor(theme, m_known));
    painter.restore();
    painter.strokePath(shape, QPen(theme.line, theme.stroke(1)));
    const QFont strong = theme.font(15, QFont::Bold), plain = theme.font(13, QFont::Medium), small = theme.font(12);
    const int heights[] = {QFontMetrics(strong).height(), QFontMetrics(plain).height(), QFontMetrics(small).height()};
    const bool wait = !m_wait.isEmpty();
    int y = (height() - heights[0] - heights[1] - (wait ? heights[2] : 0)) / 2 + 1;
    const auto line = [&](const QFont& font, int lineHeight, const QColor& color, const QString& words) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRect(4, y, width() - 8, lineHeight), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, width() - 8));
        y += lineHeight;
    };
    line(strong, heights[0], theme.ink, QString::number(m_known));
    line(plain, heights[1], theme.ink, text());
    if (wait) line(small, heights[2], theme.mute, m_wait);
    if (!showsFocusRing(this)) return;
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), theme.controlRadius, theme.controlRadius);
}

void RatingButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

RatingBar::RatingBar(ThemeSource& theme, QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    for (int known = leastKnown; known <= bestKnown; ++known) {
        auto* made = new RatingButton(known, theme, this);
        m_buttons[static_cast<std::size_t>(known - 1)] = made;
        layout->addWidget(made, 1);
        connect(made, &RatingButton::clicked, this, [this, known] { Q_EMIT rated(known); });
    }
}

void RatingBar::setWaits(const std::array<QString, 5>& waits) {
    for (std::size_t i = 0; i < waits.size(); ++i) m_buttons[i]->setWait(waits[i]);
}

}  // namespace glassbox
