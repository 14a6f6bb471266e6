#include "ui/data/target_card.h"

#include "ui/data/balance_bars.h"
#include "ui/data/column_picture.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/theme.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace glassbox {

TargetCard::TargetCard(DataModel& model, ThemeSource& theme, QWidget* parent)
    : Card(tr("Classes"), parent), m_model(model), m_stack(new QStackedWidget) {
    m_bars = new BalanceBars(theme);
    m_values = new ColumnPicture(theme);
    m_values->setObjectName(QStringLiteral("targetPicture"));
    auto* scroll = new PageScroll;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_bars);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_values);
    body()->addWidget(m_stack, 1);
    connect(&model, &DataModel::lookChanged, this, &TargetCard::showLook);
}

QWidget* TargetCard::picture() const {
    if (!m_model.look()) return nullptr;
    return m_stack->currentIndex() == 0 ? static_cast<QWidget*>(m_bars) : m_values;
}

DataTable TargetCard::table() const {
    return m_stack->currentIndex() == 0 ? m_bars->table() : m_values->table();
}

void TargetCard::showLook() {
    const DataLookPtr& look = m_model.look();
    const bool classes = look && look->isClassification();
    setTitle(classes || !look ? tr("Classes") : tr("Target"));
    setNote(!look     ? QString()
            : classes ? QString::number(look->data->classCount())
                      : QString::fromStdString(look->data->targetName),
            QString());
    m_stack->setCurrentIndex(classes ? 0 : 1);
    m_bars->setLook(classes ? look : nullptr);
    m_values->setColumn(classes ? nullptr : look, look ? look->samples.target : -1);
}

}  // namespace glassbox
