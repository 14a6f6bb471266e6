#include "ui/data/column_delegate.h"

#include "ui/data/histogram_painter.h"
#include "ui/models/column_list_model.h"
#include "ui/shell/key_guard.h"

#include <QPainter>

namespace glassbox {

QSize ColumnDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const QFontMetrics name(m_theme.theme().font(12, QFont::DemiBold)), rest(m_theme.theme().font(11));
    return {120, name.height() + 2 * rest.height() + 12};
}

void ColumnDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* model = qobject_cast<const ColumnListModel*>(index.model());
    if (!model || !model->look()) return;
    const DataLook& look = *model->look();
    const ColumnSummary& summary = look.summary(index.row());
    const Theme& theme = m_theme.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(2, 1, -2, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? theme.accentSoft : theme.sunk);
        painter->drawRoundedRect(box, 6, 6);
    }
    if ((option.state & QStyle::State_HasFocus) && option.widget && showsFocusRing(option.widget)) {
        painter->setPen(QPen(theme.accent, theme.stroke(2)));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
    const double pictureWidth = std::min(96.0, box.width() * 0.3);
    const QRectF picture(box.right() - pictureWidth - 8, box.top() + 8, pictureWidth, box.height() - 16);
    paintBars(*painter, picture, summary, theme);
    const double textWidth = picture.left() - box.left() - 18;
    double y = box.top() + 4;
    const auto line = [&](const QString& text, const QFont& font, const QColor& color) {
        const QFontMetrics metrics(font);
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(QRectF(box.left() + 8, y, textWidth, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, static_cast<int>(textWidth)));
        y += metrics.height();
    };
    const bool target = index.row() == look.samples.target;
    const bool unused = !target && !look.samples.seen[static_cast<std::size_t>(index.row())];
    QString name = QString::fromStdString(summary.name);
    if (target) name += QStringLiteral(" · ") + tr("target");
    if (unused) name += QStringLiteral(" · ") + tr("not used");
    line(name, theme.font(12, QFont::DemiBold), unused ? theme.mute : theme.ink);
    line(ColumnListModel::factsText(summary), theme.font(11), theme.mute);
    const QString marks = ColumnListModel::marksText(summary);
    if (!marks.isEmpty()) line(marks, theme.font(11), theme.warn);
    painter->restore();
}

}  // namespace glassbox
