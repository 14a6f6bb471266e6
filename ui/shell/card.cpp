#include "ui/shell/card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace glassbox {

Card::Card(const QString& title, QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("card"));
    setAccessibleName(title);
    m_title = new QLabel(title, this);
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("cardNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // The note gives way before the card gets wider than its place.
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->installEventFilter(this);
    m_title->setHidden(title.isEmpty());
    m_row = new QHBoxLayout;
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_head = new QHBoxLayout;
    m_head->setSpacing(8);
    m_row->addLayout(m_head);
    m_row->addWidget(m_note, 1);
    m_body = new QVBoxLayout;
    m_body->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(8);
    layout->addLayout(m_row);
    layout->addLayout(m_body, 1);
}

QString Card::title() const {
    return m_title->text();
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setHidden(title.isEmpty());
    setAccessibleName(title);
}

void Card::setCorner(QWidget* corner) {
    if (corner == m_corner) return;
    if (m_corner) m_row->removeWidget(m_corner);
    m_corner = corner;
    if (!corner) return;
    corner->setParent(this);
    m_row->addWidget(corner);
}

void Card::setNote(const QString& note, const std::optional<QString>& brief) {
    if (m_noteText == note && m_briefNote == brief) return;
    m_noteText = note;
    m_briefNote = brief;
    m_note->setToolTip(note);
    m_note->setAccessibleName(note);
    fitNote();
}

void Card::fitNote() {
    if (!m_note->isVisible()) return m_note->setText(m_noteText);
    const QFontMetrics metrics = m_note->fontMetrics();
    const bool tight = m_briefNote && metrics.horizontalAdvance(m_noteText) > m_note->width();
    m_note->setText(metrics.elidedText(tight ? *m_briefNote : m_noteText, Qt::ElideRight, m_note->width()));
}

bool Card::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    const bool fits = type == QEvent::Resize || type == QEvent::Show || type == QEvent::FontChange;
    if (watched == m_note && fits) fitNote();
    return QFrame::eventFilter(watched, event);
}

}  // namespace glassbox
