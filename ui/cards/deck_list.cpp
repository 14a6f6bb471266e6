#include "ui/cards/deck_list.h"

#include "ui/models/deck_list_model.h"
#include "ui/shell/key_guard.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace glassbox {

namespace {

constexpr int rowPad = 8;

class Delegate : public QStyledItemDelegate {
  public:
    Delegate(ThemeSource& theme, QListView& list) : QStyledItemDelegate(&list), m_theme(theme), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {80, QFontMetrics(m_theme.theme().font(13)).height() + 2 * rowPad};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = m_theme.theme();
        const bool chosen = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (chosen || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(chosen ? theme.accentSoft : theme.sunk);
            painter->drawRoundedRect(row, theme.controlRadius, theme.controlRadius);
        }
        if (chosen && showsFocusRing(&m_list)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.accent, theme.stroke(2)));
            painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), theme.controlRadius, theme.controlRadius);
        }
        const int due = index.data(DeckListModel::DueRole).toInt();
        const QRect words = option.rect.adjusted(8, 0, -8, 0);
        painter->setFont(theme.font(13, chosen ? QFont::DemiBold : QFont::Normal));
        painter->setPen(chosen ? theme.accent : theme.ink);
        const QString number = due > 0 ? QString::number(due) : QString();
        const int room = words.width() - painter->fontMetrics().horizontalAdvance(number) - 8;
        painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, number);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }

  private:
    ThemeSource& m_theme;
    QListView& m_list;
};

}  // namespace

DeckList::DeckList(ThemeSource& theme, QWidget* parent) : QListView(parent), m_theme(theme) {
    setObjectName(QStringLiteral("deckList"));
    setAccessibleName(tr("Decks"));
    setItemDelegate(new Delegate(theme, *this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&theme, &ThemeSource::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

QSize DeckList::sizeHint() const {
    return {200, 8 * (QFontMetrics(m_theme.theme().font(13)).height() + 2 * rowPad)};
}

QSize DeckList::minimumSizeHint() const {
    return {120, 3 * (QFontMetrics(m_theme.theme().font(13)).height() + 2 * rowPad)};
}

void DeckList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        leaveField(this);
        if (hasFocus() && parentWidget()) focusNextChild();
        return;
    }
    QListView::keyPressEvent(event);
}

}  // namespace glassbox
