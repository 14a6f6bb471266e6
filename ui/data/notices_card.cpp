#include "ui/data/notices_card.h"

#include "ui/shell/theme.h"

#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

bool isWarning(DataNotice::Kind kind) {
    return kind != DataNotice::Kind::Fine && kind != DataNotice::Kind::Correlated;
}

}  // namespace

NoticesCard::NoticesCard(DataModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("What to notice"), parent), m_model(model), m_theme(theme), m_list(new QListWidget) {
    m_list->setObjectName(QStringLiteral("dataNotices"));
    m_list->setAccessibleName(tr("What to notice about the data"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(2);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setProperty("wantsArrows", true);
    m_list->setToolTip(
        tr("Click or press Enter to see the columns and rows that a sentence is about; again: the next row."));
    body()->addWidget(m_list, 1);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { follow(m_list->row(item)); });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { follow(m_list->row(item)); });
    connect(&model, &DataModel::lookChanged, this, &NoticesCard::show);
    connect(&model, &DataModel::failed, this, [this](const QString& sentence) {
        m_list->clear();
        m_list->addItem(sentence);
    });
    connect(&theme, &ThemeSource::changed, this, &NoticesCard::show);
}

void NoticesCard::show() {
    m_list->clear();
    if (!m_model.look()) return;
    const Theme& theme = m_theme.theme();
    const int size = qRound(14 * m_theme.textScale());
    m_list->setIconSize({size, size});
    m_list->setFont(theme.font(12));
    int warnings = 0;
    for (const DataNotice& notice : m_model.look()->notices) {
        const bool warning = isWarning(notice.kind);
        warnings += warning ? 1 : 0;
        const QString icon = notice.kind == DataNotice::Kind::Fine ? QStringLiteral("check")
                             : warning                             ? QStringLiteral("warning")
                                                                   : QStringLiteral("info");
        auto* item = new QListWidgetItem(themedIcon(icon,
                                                    notice.kind == DataNotice::Kind::Fine ? theme.ok
                                                    : warning                             ? theme.warn
                                                                                          : theme.mute,
                                                    size),
                                         QString::fromStdString(notice.sentence), m_list);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    setNote(warnings == 0 ? tr("nothing to mend") : warnings == 1 ? tr("1 point") : tr("%1 points").arg(warnings));
}

void NoticesCard::follow(int number) {
    const DataLookPtr look = m_model.look();
    if (!look || number < 0 || number >= static_cast<int>(look->notices.size())) return;
    const DataNotice& notice = look->notices[static_cast<std::size_t>(number)];
    if (notice.columns.size() > 1)
        m_model.setPair(notice.columns[0], notice.columns[1]);
    else if (!notice.columns.empty())
        m_model.setColumn(notice.columns[0]);
    if (notice.rows.empty()) return;
    const Index before = m_model.row().value_or(-1);
    const auto next = std::upper_bound(notice.rows.begin(), notice.rows.end(), before);
    m_model.setRow(next == notice.rows.end() ? notice.rows.front() : *next);
}

}  // namespace glassbox
