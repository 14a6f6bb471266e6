#include "ui/backprop/check_panel.h"

#include "ui/backprop/check_map.h"
#include "ui/backprop/check_plot.h"
#include "ui/backprop/check_words.h"
#include "ui/plots/plot_text.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QStyle>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr int shownRows = 3;

int sliderPlace(double h) {
    return static_cast<int>(std::lround((std::log10(h) + 7) * 4));
}

void setTone(QLabel* label, const char* tone) {
    label->setProperty("tone", QLatin1String(tone));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

}  // namespace

void CheckPanel::connectParts() {
    connect(m_runner, &CheckRunner::progressed, this,
            [this](double share) { m_progress->setValue(static_cast<int>(share * 1000)); });
    connect(m_runner, &CheckRunner::plotReady, this, [this](const std::vector<StepSizeError>& errors) {
        m_plots[*m_tensor] = errors;
        m_plot->setErrors(errors);
        showStep();
    });
    connect(m_runner, &CheckRunner::checkReady, this, &CheckPanel::showCheck);
    connect(m_workingTimer, &QTimer::timeout, m_working, &QWidget::show);
    connect(m_tensors, &QComboBox::activated, this, [this](int i) { setTensor(m_all[static_cast<std::size_t>(i)]); });
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int place) { chooseStep(std::pow(10.0, -7 + place / 4.0)); });
    connect(m_plot, &CheckPlot::stepDragged, this, &CheckPanel::chooseStep);
    connect(m_best, &QPushButton::clicked, this, [this] {
        m_h.reset();
        start();
    });
    connect(m_map, &CheckMap::cellHovered, this, [this](const std::optional<HeatCell>& cell) {
        m_model.setHovered(cell ? std::optional(Place{*m_tensor, cell->row, cell->col}) : std::nullopt);
    });
    connect(m_map, &CheckMap::cellChosen, this, [this](const HeatCell& cell) { choose(cell.row, cell.col); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QVariantList place = index.siblingAtColumn(0).data(Qt::UserRole).toList();
        choose(place[0].toLongLong(), place[1].toLongLong());
    });
    connect(&m_model, &WalkModel::walkChanged, this, [this] {
        m_walkStale = true;
        refresh();
    });
    connect(&m_model, &WalkModel::placeChanged, this, &CheckPanel::refresh);
    connect(&m_model, &WalkModel::hoverChanged, this, &CheckPanel::showMark);
}

void CheckPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void CheckPanel::hideEvent(QHideEvent* event) {
    m_runner->cancel();
    QWidget::hideEvent(event);
}

void CheckPanel::takeWalk() {
    m_walkStale = false;
    m_runner->cancel();
    m_tensor.reset();
    m_h.reset();
    m_plots.clear();
    m_check.reset();
    m_all.clear();
    if (m_model.walk()) m_all = checkableTensors(m_model.walk()->record());
    m_tensors->clear();
    for (const TensorRef& tensor : m_all) m_tensors->addItem(checkedTensorName(m_model.walk()->record(), tensor));
}

void CheckPanel::refresh() {
    if (m_walkStale) takeWalk();  // results of another walk must not stay
    if (!isVisible()) return;
    std::optional<TensorRef> tensor;
    QString nothing = tr("Take a step, and its gradients can be checked here.");
    if (m_model.walk()) {
        const Operation& operation = m_model.operation();
        const StepRecord& record = m_model.walk()->record();
        tensor = checkedBy(record, operation.result);
        nothing =
            tr("Forward there is nothing to check: these numbers are computed, not derived.\n\nOn the way back this "
               "tab compares each gradient with what it means: it changes a number by a little, up and down, runs "
               "the network again and looks how much the cost has changed.");
        if (operation.phase != Phase::Forward && !tensor) {
            tensor = m_tensor ? m_tensor : m_all.empty() ? std::nullopt : std::optional(m_all.front());
            nothing = tr("This step has computed no gradient that can be checked.");
        }
        if (tensor && m_model.isHidden() && m_model.arithmetic().place.tensor == *tensor) {
            tensor.reset();
            nothing = tr("Here the number that you are to predict would be seen. Predict it or show it first.");
        }
    }
    m_nothing->setText(nothing);
    m_stack->setCurrentIndex(tensor ? 1 : 0);
    if (!tensor) {
        m_runner->cancel();
        return;
    }
    setTensor(tensor);
    showMark();
}

void CheckPanel::setTensor(const std::optional<TensorRef>& tensor) {
    const bool done = m_check && (!m_h || m_check->h == *m_h);
    if (tensor == m_tensor && (done || m_runner->isRunning() || m_cancelled)) return;
    if (tensor != m_tensor) m_check.reset();
    m_tensor = tensor;
    const auto found = std::find(m_all.begin(), m_all.end(), *tensor);
    m_tensors->setCurrentIndex(static_cast<int>(found - m_all.begin()));
    start();
}

void CheckPanel::chooseStep(double h) {
    m_h = h;
    start();
}

void CheckPanel::start() {
    if (!m_tensor || !m_model.walk() || !isVisible()) return;
    m_cancelled = false;
    const auto known = m_plots.find(*m_tensor);
    const bool plot = known == m_plots.end();
    std::optional<double> h = m_h;
    if (!plot && !h) h = bestStep(known->second);
    m_plot->setErrors(plot ? std::vector<StepSizeError>() : known->second);
    showStep();
    if (!m_check) {
        setTone(m_verdict, "mute");
        m_verdict->setText(tr("Comparing …"));
        m_map->setCheck(nullptr, {});
        m_rows->removeRows(0, m_rows->rowCount());
    }
    m_progress->setValue(0);
    m_workingTimer->start();
    m_runner->start({m_model.walk()->shared(), *m_tensor, h, plot});
}

/// Nothing stays that is not about what is chosen now.
void CheckPanel::cancel() {
    m_runner->cancel();
    m_cancelled = true;
    m_check.reset();
    m_workingTimer->stop();
    m_working->hide();
    m_map->setCheck(nullptr, {});
    m_rows->removeRows(0, m_rows->rowCount());
    setTone(m_verdict, "mute");
    m_verdict->setText(tr("Cancelled. Choose a step size or another gradient to compare again."));
}

void CheckPanel::showStep() {
    const auto known = m_tensor ? m_plots.find(*m_tensor) : m_plots.end();
    const double h = m_h ? *m_h : known != m_plots.end() ? bestStep(known->second) : 1e-2;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(sliderPlace(h));
    m_plot->setStep(h);
    m_step->setText(plotNumber(h, 2));
    m_best->setEnabled(m_h.has_value());
}

void CheckPanel::showCheck(const std::shared_ptr<const TensorCheck>& check) {
    m_check = check;
    m_workingTimer->stop();
    m_working->hide();
    const auto known = m_plots.find(check->tensor);
    setTone(m_verdict, check->disagreeing > 0 ? "warn" : canTell(*check) ? "ok" : "");
    m_verdict->setText(checkVerdict(m_model.walk()->record(), *check,
                                    known != m_plots.end() ? std::optional(bestStep(known->second)) : std::nullopt));
    m_map->setCheck(check, [record = m_model.walk()->shared(), check](const HeatCell& cell) {
        return checkedNumberWords(*record, *check, cell.row, cell.col);
    });
    showTable();
    showMark();
}

void CheckPanel::showTable() {
    std::vector<CheckedNumber> worst = m_check->numbers;
    const auto shown = std::min<std::size_t>(worst.size(), shownRows);
    std::partial_sort(worst.begin(), worst.begin() + static_cast<std::ptrdiff_t>(shown), worst.end(),
                      [](const CheckedNumber& a, const CheckedNumber& b) { return a.error > b.error; });
    m_rows->removeRows(0, m_rows->rowCount());
    for (std::size_t i = 0; i < shown; ++i) {
        const CheckedNumber& number = worst[i];
        QList<QStandardItem*> row;
        for (const QString& text :
             {tr("%1, %2").arg(number.row + 1).arg(number.col + 1), plotNumber(number.analytic, 4),
              plotNumber(number.numeric, 4), plotNumber(number.error, 2)})
            row += new QStandardItem(text);
        row[0]->setData(QVariantList{qint64(number.row), qint64(number.col)}, Qt::UserRole);
        const QString name =
            QString::fromStdString(wordsOf(m_model.walk()->record(), {m_check->tensor, number.row, number.col}));
        for (QStandardItem* item : row) item->setToolTip(name);
        m_rows->appendRow(row);
    }
}

void CheckPanel::showMark() {
    if (!isVisible() || !m_model.walk() || !m_tensor) return;
    const std::optional<Place>& hovered = m_model.hovered();
    const Place& place = hovered && hovered->tensor == *m_tensor ? *hovered : m_model.arithmetic().place;
    m_map->setMarked(place.tensor == *m_tensor ? std::optional(HeatCell{place.row, place.col}) : std::nullopt);
}

void CheckPanel::choose(Index row, Index col) {
    if (m_tensor) m_model.choose({*m_tensor, row, col});
}

}  // namespace glassbox
