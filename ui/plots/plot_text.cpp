#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
const QChar minusSign(0x2212);
const QChar thinSpace(0x2009);
const QChar noBreakSpace(0x00A0);
}  // namespace

QString plotNumber(double value, int digits) {
    if (std::isnan(value)) return QStringLiteral("not a number");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : minusSign + QStringLiteral("∞");
    const double size = std::abs(value);
    QString text;
    if (size == 0) {
        text = QStringLiteral("0");
    } else if (size >= 1e6 || size < 1e-4) {
        text = QString::number(size, 'g', digits);
    } else {
        // Fixed notation keeps columns of numbers readable; digits after the point follow from the size.
        const int whole = static_cast<int>(std::floor(std::log10(size))) + 1;
        text = QString::number(size, 'f', std::clamp(digits - whole, 0, 7));
    }
    text.replace(u'-', minusSign);
    return value < 0 && size != 0 ? minusSign + text : text;
}

QString signedNumber(double value, int digits) {
    return value > 0 ? u'+' + plotNumber(value, digits) : plotNumber(value, digits);
}

QString axisNumber(double value) {
    QString text = plotNumber(value, 2);
    if (!text.contains(u'.') || text.contains(u'e')) return text;
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text;
}

QString countText(qint64 value) {
    QString text = QString::number(std::abs(value));
    if (text.size() > 3) {
        for (qsizetype at = text.size() - 3; at > 0; at -= 3) text.insert(at, thinSpace);
    }
    return value < 0 ? minusSign + text : text;
}

QString percentText(double share) {
    if (!std::isfinite(share)) return QStringLiteral("–");
    // Never round up to a perfect score that was not reached.
    double percent = std::round(share * 1000) / 10;
    if (percent >= 100 && share < 1) percent = 99.9;
    return QString::number(percent, 'f', 1) + noBreakSpace + u'%';
}

}  // namespace glassbox
