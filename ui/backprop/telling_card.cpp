#include "ui/backprop/telling_card.h"

#include "ui/backprop/check_panel.h"
#include "ui/backprop/formula_panel.h"
#include "ui/backprop/matrix_panel.h"
#include "ui/backprop/predict_bar.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
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
    m_predict = new QPushButton(tr("Predict"), this);
    m_predict->setObjectName(QStringLiteral("predictButton"));
    m_predict->setProperty("kind", QStringLiteral("small"));
    m_predict->setCheckable(true);
    m_predict->setAutoDefault(false);
    m_predict->setFocusPolicy(Qt::TabFocus);
    m_predict->setToolTip(
        tr("Predict: type each number before it is shown, and learn which factor was missed.\nKey: P"));
    auto* panel = new FormulaPanel(model, theme, font);
    m_panels = new QStackedWidget(this);
    m_panels->addWidget(panel);
    m_panels->addWidget(new MatrixPanel(model, theme, font));
    m_panels->addWidget(new CheckPanel(model, theme));
    m_prediction = new PredictBar(model, theme, font);
    head()->addWidget(m_tabs);
    findChild<QLabel*>(QStringLiteral("cardNote"))->hide();
    head()->addStretch(1);
    setCorner(m_predict);
    body()->setSpacing(8);
    body()->addWidget(m_panels, 1);
    body()->addWidget(m_prediction);
    m_prediction->setVisible(model.isPredicting());
    connect(m_tabs, &QTabBar::currentChanged, m_panels, &QStackedWidget::setCurrentIndex);
    connect(panel, &FormulaPanel::checkWanted, this, [this] { setTab(CheckTab); });
    connect(m_predict, &QPushButton::toggled, this, &TellingCard::setPredicting);
    connect(&model, &WalkModel::placeChanged, this, [this] { setPredicting(m_model.isPredicting()); });
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

void TellingCard::setPredicting(bool on) {
    m_predict->setChecked(on);
    m_prediction->setVisible(on);
    // A whole layer is no number: what is predicted is one unit's.
    if (on && m_model.grain() < Grain::Unit) m_model.setGrain(Grain::Unit);
    m_model.setPredicting(on);
}

}  // namespace glassbox
