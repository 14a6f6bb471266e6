#include "ui/backprop/telling_card.h"

#include "ui/backprop/check_panel.h"
#include "ui/backprop/formula_panel.h"
#include "ui/backprop/matrix_panel.h"
#include "ui/backprop/predict_bar.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

TellingCard::TellingCard(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : Card({}, parent), m_model(model) {
    setAccessibleName(tr("What the operation does"));
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("tellingTabs"));
    m_tabs->setAccessibleName(tr("How the operation is told"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Formula")), tr("The rule, and the same with this sample's numbers."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Matrix")), tr("The operation as matrices, row and column lit."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Check")), tr("Gradients compared with finite differences."));
    auto* panel = new FormulaPanel(model, theme, font);
    m_panels = new QStackedWidget(this);
    m_panels->addWidget(panel);
    m_panels->addWidget(new MatrixPanel(model, theme, font));
    m_check = new CheckPanel(model, theme);
    m_panels->addWidget(m_check);
    m_prediction = new PredictBar(model, theme, font);
    head()->addWidget(m_tabs);
    findChild<QLabel*>(QStringLiteral("cardNote"))->hide();
    head()->addStretch(1);
    body()->setSpacing(8);
    body()->addWidget(m_panels, 1);
    body()->addWidget(m_prediction);
    connect(m_tabs, &QTabBar::currentChanged, m_panels, &QStackedWidget::setCurrentIndex);
    connect(panel, &FormulaPanel::checkWanted, this, [this] { setTab(CheckTab); });
    // A whole layer is no number: what is predicted is one unit's.
    connect(&model, &WalkModel::placeChanged, this, [this] {
        if (m_model.isPredicting() && m_model.grain() < Grain::Unit) m_model.setGrain(Grain::Unit);
    });
}

TellingCard::Tab TellingCard::tab() const {
    return static_cast<Tab>(m_tabs->currentIndex());
}

void TellingCard::setTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

QWidget* TellingCard::panel() const {
    return m_model.walk() ? m_panels->currentWidget() : nullptr;
}

}  // namespace glassbox
