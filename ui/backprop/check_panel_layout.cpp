#include "ui/backprop/check_map.h"
#include "ui/backprop/check_panel.h"
#include "ui/backprop/check_plot.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QTableView>
#include <QTimer>

namespace glassbox {

namespace {

constexpr int patience = 150;  // milliseconds before progress is shown

}  // namespace

CheckPanel::CheckPanel(WalkModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_runner(new CheckRunner(this)),
      m_nothing(new QLabel),
      m_workingTimer(new QTimer(this)) {
    setObjectName(QStringLiteral("checkPanel"));
    setAccessibleName(tr("Check"));
    m_workingTimer->setSingleShot(true);
    m_workingTimer->setInterval(patience);
    m_nothing->setObjectName(QStringLiteral("nothingToCheck"));
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("tone", QStringLiteral("mute"));
    auto* scroll = new PageScroll;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildContent(theme));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(scroll);
    connectParts();
}

QWidget* CheckPanel::buildContent(ThemeSource& theme) {
    m_tensors = new QComboBox;
    m_tensors->setObjectName(QStringLiteral("checkedTensor"));
    m_tensors->setAccessibleName(tr("Which gradient is checked"));
    m_tensors->setToolTip(
        tr("Which gradient is compared with central differences. Stepping on takes the present one."));
    m_verdict = new QLabel;
    m_verdict->setObjectName(QStringLiteral("checkVerdict"));
    m_verdict->setWordWrap(true);

    m_progress = new QProgressBar;
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much is compared"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelCheck"));
    cancel->setProperty("kind", QStringLiteral("small"));
    connect(cancel, &QPushButton::clicked, this, &CheckPanel::cancel);
    m_working = new QWidget;
    auto* working = new QHBoxLayout(m_working);
    working->setContentsMargins(0, 0, 0, 0);
    working->addWidget(m_progress, 1);
    working->addWidget(cancel);
    m_working->hide();

    m_map = new CheckMap(theme);
    m_rows = new QStandardItemModel(0, 4, this);
    m_rows->setHorizontalHeaderLabels({tr("Place"), tr("Backprop"), tr("Numerical"), tr("Error")});
    m_table = makePlainTable(QStringLiteral("checkTable"), tr("The numbers that disagree most"), this);
    m_table->setModel(m_rows);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setMinimumSectionSize(8);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setToolTip(tr("The numbers that disagree most. Enter or a double click shows how one came about."));

    m_plot = new CheckPlot(theme);
    m_reason = new QLabel(tr(
        "Too small a step: numbers of single precision keep about 7 digits, and the difference of two nearly equal "
        "costs keeps only few of them. Too large: the cost bends between the two points. Solid: mean, dashed: worst."));
    m_reason->setWordWrap(true);
    m_reason->setProperty("tone", QStringLiteral("caption"));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(8);
    column->addWidget(m_tensors);
    column->addWidget(m_verdict);
    column->addWidget(m_working);
    column->addWidget(m_map);
    column->addWidget(m_table);
    column->addWidget(buildStepRow());
    column->addWidget(m_plot, 1);
    column->addWidget(m_reason);
    return content;
}

QWidget* CheckPanel::buildStepRow() {
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(QStringLiteral("stepSize"));
    m_slider->setRange(0, 28);
    m_slider->setPageStep(4);
    m_slider->setAccessibleName(tr("Step size"));
    m_slider->setToolTip(tr("By how much a number is changed, up and down: (C(v + h) − C(v − h)) / 2h"));
    m_step = new QLabel;
    m_step->setProperty("tone", QStringLiteral("strong"));
    m_step->setMinimumWidth(m_step->fontMetrics().horizontalAdvance(QStringLiteral("0.00056")) + 4);
    m_best = new QPushButton(tr("Best"));
    m_best->setObjectName(QStringLiteral("bestStep"));
    m_best->setProperty("kind", QStringLiteral("small"));
    m_best->setToolTip(tr("Takes the step size with the smallest mean error"));
    auto* label = new QLabel(tr("Step size h"));
    label->setProperty("tone", QStringLiteral("mute"));
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_step);
    row->addWidget(m_best);
    return box;
}

}  // namespace glassbox
