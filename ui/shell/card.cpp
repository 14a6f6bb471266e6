#include "ui/shell/card.h"

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
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_title);
    m_head = new QHBoxLayout;
    m_head->setSpacing(8);
    row->addLayout(m_head);
    row->addWidget(m_note, 1);
    m_body = new QVBoxLayout;
    m_body->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addLayout(m_body, 1);
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

void Card::setNote(const QString& note) {
    if (m_note->text() == note) return;
    m_note->setText(note);
    m_note->setToolTip(note);
}

}  // namespace glassbox
