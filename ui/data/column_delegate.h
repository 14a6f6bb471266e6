#pragma once

#include "ui/shell/theme.h"

#include <QStyledItemDelegate>

namespace glassbox {

/// Paints a column of the data in the list: name, range, what to mind, and a small histogram.
class ColumnDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit ColumnDelegate(ThemeSource& theme, QObject* parent = nullptr)
        : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    ThemeSource& m_theme;
};

}  // namespace glassbox
