#include "ui/shell/speed_control.h"

#include "ui/shell/numbers.h"

#include <QEvent>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <array>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr std::array<double, 16> stops{
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, std::numeric_limits<double>::infinity()};

}  // namespace

SpeedControl::SpeedControl(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("speedControl"));
    m_label = new QLabel(this);
    m_label->setObjectName(QStringLiteral("speedLabel"));
    m_label->setProperty("tone", QStringLiteral("caption"));
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName(QStringLiteral("speedSlider"));
    m_slider->setRange(0, static_cast<int>(stops.size()) - 1);
    m_slider->setPageStep(3);
    m_slider->setAccessibleName(tr("Speed"));
    const QString help =
        tr("Speed: how many steps (updates of all parameters) Run makes a second.\n"
           "Slow down to follow single steps; the numbers come out the same at any speed.");
    m_slider->setToolTip(help);
    m_label->setToolTip(help);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addStretch(1);
    layout->addWidget(m_label);
    layout->addWidget(m_slider);
    layout->addStretch(1);
    setFocusProxy(m_slider);
    setSpeed(standardSpeed);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        showSpeed();
        Q_EMIT speedChanged(speed());
    });
    fit();
}

double SpeedControl::speed() const {
    return stops[static_cast<std::size_t>(m_slider->value())];
}

void SpeedControl::setSpeed(double stepsPerSecond) {
    int best = static_cast<int>(stops.size()) - 1;
    if (std::isfinite(stepsPerSecond) && stepsPerSecond > 0) {
        for (int i = best - 1; i >= 0; --i) {
            const auto distance = [&](int at) {
                return std::fabs(std::log(stops[static_cast<std::size_t>(at)] / stepsPerSecond));
            };
            if (distance(i) < distance(best)) best = i;
        }
    }
    m_slider->setValue(best);
    showSpeed();
}

void SpeedControl::move(int by) {
    m_slider->setValue(m_slider->value() + by);
}

void SpeedControl::showSpeed() {
    const double now = speed();
    const QString text = std::isinf(now) ? tr("as fast as it goes")
                         : now == 1      ? tr("1 step a second")
                                         : tr("%1 steps/s").arg(countText(now));
    m_label->setText(text);
    m_slider->setAccessibleDescription(text);
}

void SpeedControl::fit() {
    m_label->ensurePolished();
    setFixedWidth(m_label->fontMetrics().horizontalAdvance(tr("as fast as it goes")) + 8);
}

void SpeedControl::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) fit();
}

}  // namespace glassbox
