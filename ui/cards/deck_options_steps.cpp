#include "ui/cards/deck_options_steps.h"

#include "ui/shell/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace glassbox {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(glassbox::DeckOptionsDialog)
};

constexpr qsizetype mostSteps = 10;
constexpr double leastSeconds = 1, mostSeconds = 86'400;

/// Minutes of a unit; 0: none.
double unitOf(const QString& word) {
    if (word.isEmpty() || word == QLatin1String("m") || word == QLatin1String("min")) return 1;
    if (word == QLatin1String("s")) return 1.0 / 60;
    if (word == QLatin1String("h")) return 60;
    if (word == QLatin1String("d")) return 1440;
    return 0;
}

}  // namespace

StepsRead readSteps(const QString& text) {
    static const QRegularExpression gaps(QStringLiteral("[\\s;]+|,\\s+|,$"));
    static const QRegularExpression parts(QStringLiteral("^(.*?)([a-z]*)$"));
    StepsRead read;
    const QStringList words = text.split(gaps, Qt::SkipEmptyParts);
    for (const QString& word : words) {
        const QRegularExpressionMatch match = parts.match(word.toLower());
        const std::optional<double> number = readNumber(match.captured(1));
        const double unit = unitOf(match.captured(2));
        if (!number || unit == 0) {
            read.problem = Say::tr("“%1” is no length of time. Write minutes, as 1 10, or with units: 30s 10m 1h.")
                               .arg(word.left(20));
            return read;
        }
        const double minutes = *number * unit, seconds = std::round(minutes * 60);
        if (!(seconds >= leastSeconds && seconds <= mostSeconds)) {
            read.problem = Say::tr("“%1” is too %2: a step lasts from 1 second to 1 day (1440 minutes).")
                               .arg(word.left(20), seconds < leastSeconds ? Say::tr("short") : Say::tr("long"));
            return read;
        }
        read.minutes.push_back(minutes);
    }
    if (words.size() > mostSteps)
        read.problem = Say::tr("These are %1 steps; at most %2 make sense.").arg(words.size()).arg(mostSteps);
    return read;
}

QString stepsText(const std::vector<double>& minutes) {
    QStringList words;
    for (const double step : minutes) {
        // What is no round number of minutes reads better in seconds.
        const double seconds = std::round(step * 60);
        const bool whole = std::abs(step * 2 - std::round(step * 2)) < 1e-9;
        words << (whole ? numberText(step) : QStringLiteral("%1s").arg(seconds));
    }
    return words.join(QLatin1Char(' '));
}

}  // namespace glassbox
