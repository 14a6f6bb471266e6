#include "ui/shell/slider_field.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSlider>

#include <cmath>

namespace glassbox {

SliderField::SliderField(const QString& label, double minimum, double maximum, double step, QWidget* parent)
    : QWidget(parent), m_format([](double value) { return QString::number(value, 'g', 6); }) {
    m_label = new QLabel(label, this);
    m_label->setObjectName(QStringLiteral("fieldLabel"));
    m_value = new QLabel(this);
    m_value->setObjectName(QStringLiteral("fieldValue"));
    m_value->setToolTip(tr("Double click to type a value"));
    m_value->installEventFilter(this);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setAccessibleName(label);
    m_label->setBuddy(m_slider);
    setFocusProxy(m_slider);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(1);
    layout->addWidget(m_label, 0, 0);
    layout->addWidget(m_value, 0, 1, Qt::AlignRight);
    layout->addWidget(m_slider, 1, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    setRange(minimum, maximum, step);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        showValue();
        Q_EMIT valueChanged(value());
        if (!m_slider->isSliderDown()) Q_EMIT editingFinished();
    });
    connect(m_slider, &QSlider::sliderReleased, this, &SliderField::editingFinished);
}

double SliderField::value() const {
    // Whole multiples of the step, without the noise of adding it up.
    const double raw = m_minimum + m_slider->value() * m_step;
    const double digits = std::pow(10, std::ceil(-std::log10(m_step)) + 3);
    return std::round(raw * digits) / digits;
}

void SliderField::setValue(double value) {
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(static_cast<int>(std::lround((value - m_minimum) / m_step)));
    showValue();
}

void SliderField::setRange(double minimum, double maximum, double step) {
    const double before = m_slider->maximum() > 0 ? value() : minimum;
    m_minimum = minimum;
    m_step = step;
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, static_cast<int>(std::lround((maximum - minimum) / step)));
    m_slider->setSingleStep(1);
    m_slider->setPageStep(qMax(1, m_slider->maximum() / 10));
    setValue(before);
}

void SliderField::setFormat(std::function<QString(double)> format) {
    m_format = std::move(format);
    showValue();
}

void SliderField::setPercent(bool percent) {
    m_percent = percent;
    if (percent) setFormat([](double value) { return tr("%1 %").arg(QString::number(value * 100, 'g', 3)); });
}

void SliderField::showValue() {
    m_value->setText(m_format(value()));
    m_slider->setAccessibleDescription(m_value->text());
}

void SliderField::startTyping() {
    if (m_typed) return;
    m_typed = new QLineEdit(m_value->text(), this);
    m_typed->setObjectName(QStringLiteral("fieldTyped"));
    m_typed->setAccessibleName(m_label->text());
    m_typed->setAlignment(Qt::AlignRight);
    m_typed->installEventFilter(this);
    const int width = qMax(m_value->width(), 84);
    m_typed->setGeometry(QRect(m_value->geometry().right() - width + 1, 0, width, m_typed->sizeHint().height()));
    m_typed->selectAll();
    m_typed->show();
    m_typed->setFocus();
}

void SliderField::endTyping(bool accept) {
    if (!m_typed) return;
    QLineEdit* typed = std::exchange(m_typed, nullptr);
    typed->hide();
    typed->deleteLater();
    static const QRegularExpression number(QStringLiteral("[-+]?\\d*[.,]?\\d+([eE][-+]?\\d+)?"));
    const QRegularExpressionMatch match = number.match(typed->text());
    if (!accept || !match.hasMatch()) return;
    const double read = match.captured().replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
    const double wanted = m_percent ? read / 100 : read;
    const double steps = std::clamp((wanted - m_minimum) / m_step, 0.0, static_cast<double>(m_slider->maximum()));
    m_slider->setValue(static_cast<int>(std::lround(steps)));
}

bool SliderField::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_value && event->type() == QEvent::MouseButtonDblClick && isEnabled()) {
        startTyping();
        return true;
    }
    if (watched == m_typed && m_typed) {
        if (event->type() == QEvent::FocusOut) endTyping(true);
        if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent*>(event)->key();
            const bool accept = key == Qt::Key_Return || key == Qt::Key_Enter;
            if (accept || key == Qt::Key_Escape) {
                endTyping(accept);
                m_slider->setFocus();
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SliderField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) showValue();
}

}  // namespace glassbox
