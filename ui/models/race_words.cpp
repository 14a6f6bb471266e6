#include "engine/explain/race.h"
#include "ui/models/race_model.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace glassbox {

namespace {

/// How the field writes a setting; settings without a letter are not shown in short.
struct Letter {
    std::string_view option;
    const char* letter;
};
constexpr std::array letters{Letter{"learning_rate", "η"}, Letter{"momentum", "μ"}, Letter{"alpha", "α"},
                             Letter{"beta1", "β"},         Letter{"beta2", ""},     Letter{"weight_decay", "λ"}};

double numberOf(const RacerKind& kind, const Options& options, std::string_view name) {
    const OptionValue value = optionOrDefault(kind, options, name);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return 0;
}

}  // namespace

std::string freeName(const std::vector<RacerSpec>& racers, const std::string& wish) {
    const auto taken = [&](const std::string& name) {
        return std::any_of(racers.begin(), racers.end(), [&](const RacerSpec& racer) { return racer.name == name; });
    };
    if (!taken(wish)) return wish;
    // "Adam 2" copied is "Adam 3".
    std::string base = wish;
    while (!base.empty() && base.back() >= '0' && base.back() <= '9') base.pop_back();
    if (base.empty() || base.back() != ' ' || base.size() == wish.size()) base = wish + ' ';
    for (int number = 2;; ++number)
        if (const std::string name = base + std::to_string(number); !taken(name)) return name;
}

QString settingsText(const RacerSpec& racer) {
    const RacerKind* kind = findRacerKind(racer.optimizer.kind);
    if (!kind) return {};
    QStringList parts;
    for (const Letter& letter : letters) {
        if (!kind->option(letter.option)) continue;
        const double value = numberOf(*kind, racer.optimizer.options, letter.option);
        if (letter.option == "weight_decay" && value == 0) continue;
        const QString number = QString::number(value, 'g', 4);
        // Both betas of Adam share one letter.
        if (letter.option == "beta2" && !parts.isEmpty())
            parts.back() += QStringLiteral(", ") + number;
        else
            parts << QString::fromUtf8(letter.letter) + QLatin1Char(' ') + number;
    }
    if (kind->hasSchedule && racer.schedule.kind != "constant") parts << QString::fromStdString(racer.schedule.kind);
    if (racer.gradientNoise > 0) parts << RaceModel::tr("noise %1").arg(racer.gradientNoise, 0, 'g', 3);
    return parts.join(QStringLiteral(" · "));
}

std::optional<double> learningRateOf(const RacerSpec& racer) {
    const RacerKind* kind = findRacerKind(racer.optimizer.kind);
    if (!kind || !kind->option("learning_rate")) return {};
    return numberOf(*kind, racer.optimizer.options, "learning_rate");
}

}  // namespace glassbox
