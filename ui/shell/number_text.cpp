#include "ui/shell/number_text.h"

#include <QLocale>

#include <cmath>

namespace glassbox {

QString numberText(double value) {
    const QLocale plain(QLocale::C);
    const double size = std::abs(value);
    if (value == 0 || (size >= 1e-5 && size < 1e9)) {
        QString text = QString::number(value, 'f', QLocale::FloatingPointShortest);
        return text == QLatin1String("-0") ? QStringLiteral("0") : text;
    }
    QString text = QString::number(value, 'e', QLocale::FloatingPointShortest);  // 1e-08 -> 1e-8
    const qsizetype exponent = text.indexOf(QLatin1Char('e'));
    if (exponent < 0) return text;
    const int power = text.mid(exponent + 1).toInt();
    return text.left(exponent + 1) + QString::number(power);
}

std::optional<double> readNumber(const QString& text) {
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    plain.remove(QChar(0x202F)).remove(QChar(0x00A0)).remove(QLatin1Char(' '));
    if (plain.count(QLatin1Char(',')) == 1 && !plain.contains(QLatin1Char('.')))
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    bool good = false;
    const double value = QLocale::c().toDouble(plain, &good);
    if (!good || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace glassbox
