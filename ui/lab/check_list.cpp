#include "ui/lab/check_list.h"

namespace glassbox {

CheckList::CheckList(ThemeSource& theme, QWidget* parent) : QListWidget(parent), m_theme(theme) {
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setUniformItemSizes(true);
    connect(&theme, &ThemeSource::changed, this, &CheckList::applyTheme);
    applyTheme();
}

void CheckList::applyTheme() {
    const Theme& theme = m_theme.theme();
    setStyleSheet(QStringLiteral("QListView{padding:3px}"
                                 "QListView::item{padding:3px 4px;border-radius:5px}"
                                 "QListView::item:hover{background:%1}"
                                 "QListView::item:selected{background:%2;color:%3}"
                                 "QListView::indicator{width:14px;height:14px;border:1px solid %4;border-radius:4px;"
                                 "background:%5;margin-right:4px}"
                                 "QListView::indicator:checked{background:%6;border-color:%6;"
                                 "image:url(:/icons/style-check-%7.svg)}"
                                 "QListView::indicator:indeterminate{background:%2;border-color:%6}")
                      .arg(theme.sunk.name(), theme.accentSoft.name(), theme.ink.name(), theme.mute.name(),
                           theme.panel.name(), theme.accent.name(),
                           theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light")));
}

QListWidgetItem* CheckList::add(const QString& text, bool on) {
    auto* item = new QListWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(text);
    addItem(item);
    return item;
}

void CheckList::fitHeight(int rows) {
    const int rowHeight = count() > 0 ? sizeHintForRow(0) : fontMetrics().height() + 6;
    setFixedHeight(qBound(1, count(), rows) * rowHeight + 12);
}

}  // namespace glassbox
