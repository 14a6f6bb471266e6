#include "lessons/study/card_view.h"
#include "lessons/study/study_error.h"

#include <QMap>

#include <algorithm>

namespace glassbox {

namespace {

using Place = SeeState::Place;

constexpr int mostEpochs = 100'000;
constexpr int mostSteps = 1'000'000;
constexpr int mostUnits = 100'000;

const QMap<QString, Place>& places() {
    static const QMap<QString, Place> all{
        {"lab", Place::Lab},         {"backprop", Place::Backprop}, {"data", Place::Data},  {"race", Place::Race},
        {"network", Place::Network}, {"knobs", Place::Knobs},       {"guess", Place::Guess}};
    return all;
}

bool opensFile(Place place) {
    return place == Place::Lab || place == Place::Backprop || place == Place::Data || place == Place::Race;
}

bool isFileName(const QString& name) {
    return !name.isEmpty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

int wholeNumber(const QString& key, const QString& value, int least, int most) {
    bool good = false;
    const int number = value.toInt(&good);
    if (!good || number < least || number > most)
        throw StudyError(QStringLiteral("%1 is a whole number from %2 to %3, not \"%4\"")
                             .arg(key, QString::number(least), QString::number(most), value.left(40)));
    return number;
}

void takeTab(SeeState& state, const QString& value) {
    static const QStringList tabs{"weights", "activations", "gradients", "optimizer",
                                  "norms",   "curves",      "confusion", "losses"};
    if (!tabs.contains(value))
        throw StudyError(
            QStringLiteral("tab is one of %1, not \"%2\"").arg(tabs.join(QStringLiteral(", ")), value.left(40)));
    state.tab = value;
}

void takeUnit(SeeState& state, const QString& value) {
    const QStringList parts = value.split('.');
    if (parts.size() != 2) throw StudyError(QStringLiteral("unit is LAYER.UNIT, as in unit=1.2"));
    state.unit = std::pair(wholeNumber(QStringLiteral("the layer of unit"), parts[0], 1, mostUnits),
                           wholeNumber(QStringLiteral("the unit"), parts[1], 1, mostUnits));
}

void takeSetting(SeeState& state, const QString& key, const QString& value) {
    const bool experiment = state.place == Place::Lab || state.place == Place::Backprop || state.place == Place::Data;
    if (key == QLatin1String("epochs") && experiment)
        state.epochs = wholeNumber(key, value, 0, mostEpochs);
    else if (key == QLatin1String("tab") && state.place == Place::Lab)
        takeTab(state, value);
    else if (key == QLatin1String("unit") && experiment)
        takeUnit(state, value);
    else if (key == QLatin1String("step") && state.place == Place::Race)
        state.step = wholeNumber(key, value, 0, mostSteps);
    else
        throw StudyError(QStringLiteral("the setting \"%1\" is not known here").arg(key.left(40)));
}

}  // namespace

SeeState parseSee(const QString& text) {
    QStringList words = text.simplified().split(' ', Qt::SkipEmptyParts);
    if (words.isEmpty()) throw StudyError(QStringLiteral("see names a place, as in \"lab one-neuron\""));
    const QString name = words.takeFirst();
    if (!places().contains(name))
        throw StudyError(QStringLiteral("the place \"%1\" is not known; places are lab, backprop, data, race, network, "
                                        "knobs and guess")
                             .arg(name.left(40)));
    SeeState state;
    state.place = places().value(name);
    if (opensFile(state.place)) {
        if (words.isEmpty() || !isFileName(words.first()))
            throw StudyError(QStringLiteral("after \"%1\" comes the name of what is opened").arg(name));
        state.target = words.takeFirst();
    }
    QStringList seen;
    for (const QString& word : std::as_const(words)) {
        const qsizetype equals = word.indexOf('=');
        if (equals <= 0) throw StudyError(QStringLiteral("settings are key=value, \"%1\" is not").arg(word.left(40)));
        const QString key = word.left(equals);
        if (seen.contains(key)) throw StudyError(QStringLiteral("the setting \"%1\" is there twice").arg(key.left(40)));
        seen += key;
        takeSetting(state, key, word.mid(equals + 1));
    }
    return state;
}

}  // namespace glassbox
