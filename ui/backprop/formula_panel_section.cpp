#include "ui/backprop/formula_panel_section.h"

#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int aroundLine = 12;

}  // namespace

PanelSection::PanelSection(ThemeSource& theme, const QString& heading, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_heading(new QLabel(heading, this)),
      m_remark(new QLabel(this)),
      m_column(new QVBoxLayout(this)),
      m_body(new QVBoxLayout) {
    m_heading->setProperty("tone", QStringLiteral("mute"));
    m_remark->setProperty("tone", QStringLiteral("caption"));
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_remark->hide();
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_heading);
    head->addWidget(m_remark, 1);
    m_body->setSpacing(2);
    m_column->setSpacing(4);
    m_column->addLayout(head);
    m_column->addLayout(m_body);
    setLine(true);
    connect(&theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void PanelSection::setHeading(const QString& heading) {
    m_heading->setText(heading);
}

void PanelSection::setRemark(const QString& remark) {
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void PanelSection::setLine(bool line) {
    m_line = line;
    m_column->setContentsMargins(0, line ? aroundLine : 0, 0, aroundLine);
    update();
}

void PanelSection::paintEvent(QPaintEvent*) {
    if (!m_line) return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.theme().line, m_theme.theme().stroke(1)));
    painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
}

}  // namespace glassbox
