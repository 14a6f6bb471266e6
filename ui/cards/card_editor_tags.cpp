#include "ui/cards/card_editor_tags.h"

#include "lessons/study/deck.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

namespace glassbox {

CardEditorTags::CardEditorTags(QWidget* parent)
    : QLineEdit(parent), m_known(new QStringListModel(this)), m_completer(new QCompleter(m_known, this)) {
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchStartsWith);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &CardEditorTags::take);
    connect(this, &QLineEdit::textEdited, this, &CardEditorTags::offer);
}

void CardEditorTags::setKnown(const QStringList& tags) {
    QStringList sorted = tags;
    sorted.removeDuplicates();
    sorted.sort(Qt::CaseInsensitive);
    m_known->setStringList(sorted);
}

void CardEditorTags::setTags(const QStringList& tags) {
    setText(tags.join(QStringLiteral(", ")));
}

QStringList CardEditorTags::tags() const {
    QStringList all;
    for (const QString& part : text().split(',')) all += part.simplified().replace(' ', '-');
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

QString CardEditorTags::mistake() const {
    for (const QString& tag : tags())
        if (!isTag(tag)) return tr("the tag \"%1 …\" is longer than 100 characters").arg(tag.left(20));
    return {};
}

qsizetype CardEditorTags::begin() const {
    const qsizetype comma = cursorPosition() > 0 ? text().lastIndexOf(',', cursorPosition() - 1) : -1;
    qsizetype at = comma + 1;
    while (at < text().size() && text()[at] == ' ') ++at;
    return at;
}

void CardEditorTags::offer() {
    const QString typed = text().mid(begin(), qMax<qsizetype>(0, cursorPosition() - begin())).replace(' ', '-');
    m_completer->setCompletionPrefix(typed);
    const bool whole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == typed;
    if (typed.isEmpty() || whole || m_completer->completionCount() == 0)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void CardEditorTags::take(const QString& tag) {
    const qsizetype from = begin();
    qsizetype to = text().indexOf(',', from);
    if (to < 0) to = text().size();
    setSelection(static_cast<int>(from), static_cast<int>(to - from));
    insert(tag);  // can be undone
}

void CardEditorTags::keyPressEvent(QKeyEvent* event) {
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
            case Qt::Key_Escape:
            case Qt::Key_Tab:
            case Qt::Key_Backtab:
                return event->ignore();  // the list takes them
            default:
                break;
        }
    }
    QLineEdit::keyPressEvent(event);
}

}  // namespace glassbox
