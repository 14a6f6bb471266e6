#include "ui/shell/numbers.h"

#include <QCoreApplication>

#include <cmath>

namespace glassbox {

QString countText(double value) {
    if (!std::isfinite(value)) return QStringLiteral("∞");
    QString digits = QString::number(std::fabs(value), 'f', 0);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x202F));
    return value < 0 ? QChar(0x2212) + digits : digits;
}

QString costText(double cost) {
    if (std::isnan(cost)) return QCoreApplication::translate("Numbers", "not a number");
    if (std::isinf(cost)) return QStringLiteral("∞");
    const double size = std::fabs(cost);
    if (size == 0) return QStringLiteral("0");
    if (size >= 1e5 || size < 1e-5) return QString::number(cost, 'g', 2);
    if (size >= 100) return QString::number(cost, 'f', 1);
    return QString::number(cost, 'f', size >= 0.01 ? 3 : size >= 0.001 ? 4 : 5);
}

QString shareText(double share) {
    return QStringLiteral("%1 %").arg(QString::number(share * 100, 'f', 1));
}

}  // namespace glassbox
