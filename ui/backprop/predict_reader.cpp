#include "ui/backprop/predict_reader.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PredictReader", text);
}

/// Minus signs, spaces, times and powers of ten as a program writes them.
QString plain(QString text) {
    for (const char16_t minus :
         {u'\x2212', u'\x2010', u'\x2011', u'\x2012', u'\x2013', u'\x2014', u'\xFE63', u'\xFF0D'})
        text.replace(QChar(minus), u'-');
    static const QRegularExpression spaces(QStringLiteral("[\\s\\x{00A0}\\x{202F}\\x{2009}']"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    text.remove(spaces);
    static const QRegularExpression power(QStringLiteral("[*x×·⋅]10(\\^|\\*\\*)\\(?([+-]?\\d+)\\)?$"));
    text.replace(power, QStringLiteral("e\\2"));
    return text.toLower();
}

/// A single number without spaces; its precision from the digits as typed.
std::optional<TypedNumber> readDecimal(QString text) {
    if (text.count(u',') == 1 && !text.contains(u'.')) text.replace(u',', u'.');
    static const QRegularExpression shape(QStringLiteral("^([+-]?)(\\d*)\\.?(\\d*)(?:e([+-]?\\d{1,3}))?$"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch() || (match.captured(2) + match.captured(3)).isEmpty()) return {};
    bool good = false;
    TypedNumber number;
    number.value = QLocale::c().toDouble(text.startsWith(u'+') ? text.mid(1) : text, &good);
    if (!good || !std::isfinite(number.value)) return {};
    const int power = match.captured(4).toInt() - static_cast<int>(match.captured(3).size());
    number.halfUnit = 0.5 * std::pow(10.0, power);
    QString digits = match.captured(2) + match.captured(3);
    while (digits.size() > 1 && digits.startsWith(u'0')) digits.remove(0, 1);
    number.digits = static_cast<int>(digits.size());
    return number;
}

QString strangeLetter(const QString& text) {
    for (const QChar letter : text)
        if (!letter.isDigit() && !QStringLiteral("+-.,/e").contains(letter)) return QString(letter);
    return {};
}

}  // namespace

ReadNumber readPrediction(const QString& typed) {
    const QString text = plain(typed);
    if (text.isEmpty()) return {{}, tr("Type the number that you expect, such as 0.25 or −1/3.")};
    if (const auto number = readDecimal(text)) return {number, {}};
    const QStringList parts = text.split(u'/');
    if (parts.size() == 2) {
        const auto above = readDecimal(parts[0]), below = readDecimal(parts[1]);
        if (above && below && below->value == 0)
            return {{}, tr("Nothing can be divided by zero; look at what stands below the line.")};
        if (above && below) return {TypedNumber{above->value / below->value, 0, 9}, {}};
    }
    if (parts.size() > 2) return {{}, tr("One fraction line is enough: type it as 1/3, or as a decimal number.")};
    if (const QString letter = strangeLetter(text); !letter.isEmpty())
        return {{}, tr("\"%1\" can't be read here; a number such as −0.25, 2.5e-3 or 1/3 can.").arg(letter)};
    if (text.count(u'.') + text.count(u',') > 1)
        return {{}, tr("There is more than one decimal point. Type thousands without a separator: 1250.5.")};
    return {{}, tr("\"%1\" is not yet a whole number; type it like −0.25, 2.5e-3 or 1/3.").arg(typed.trimmed())};
}

}  // namespace glassbox
