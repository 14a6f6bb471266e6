#include "ui/optimizers/race_overlay.h"

#include "ui/optimizers/racer_color.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassbox {

namespace {

constexpr double arrowPixels = 52;  // the arrows tell directions; the bars beside tell sizes

QPointF point(const Eigen::Vector2d& at) {
    return {at.x(), at.y()};
}

QString words(const char* text) {
    return QCoreApplication::translate("RaceOverlay", text);
}

ContourPath pathOf(const RacerPath& path, Index step) {
    ContourPath drawn;
    const Index last = std::min<Index>(step, static_cast<Index>(path.steps.size()) - 1);
    for (Index i = 0; i <= last; ++i) drawn.points << point(path.steps[static_cast<std::size_t>(i)].position);
    drawn.name = QString::fromStdString(path.racer.name);
    const RacerStep& now = path.steps[static_cast<std::size_t>(last)];
    drawn.note = words("step %1, f = %2").arg(countText(last)).arg(plotNumber(now.value, 4));
    if (path.lostAt && *path.lostAt <= step) {
        drawn.note += QStringLiteral(", ") + words("diverged");
        // Whoever left shows the way out as far as there is a way.
        if (path.lostPosition.allFinite()) drawn.head = point(path.lostPosition);
    }
    return drawn;
}

void addArrows(ContourOverlay& overlay, const RacerPath& path, Index step, const QColor& color, const Theme& theme) {
    if (step < 1 || step >= static_cast<Index>(path.steps.size())) return;
    const RacerStep& before = path.steps[static_cast<std::size_t>(step - 1)];
    const RacerStep& now = path.steps[static_cast<std::size_t>(step)];
    const QPointF from = point(before.position);
    const auto add = [&](const Eigen::Vector2d& vector, const QColor& ink, const QString& name, bool dashed) {
        if (vector.allFinite() && !vector.isZero())
            overlay.arrows.push_back({from, point(vector), ink, name, arrowPixels, dashed});
    };
    add(-now.gradient, theme.ink, QStringLiteral("−∇f"), true);
    const RacerKind* kind = findRacerKind(path.racer.optimizer.kind);
    // A velocity or mean gradient points somewhere; squares of gradients only have sizes. The step goes against it.
    if (kind && !kind->memoryNames.empty()) {
        const std::string& name = kind->memoryNames.front();
        const bool squares = kind->kind == "adagrad" || kind->kind == "rmsprop";
        const bool direction = name == "direction";
        if (!squares)
            add(direction ? now.memory[0] : Eigen::Vector2d(-now.memory[0]), theme.mute,
                direction ? words("direction") : QChar(0x2212) + QString::fromStdString(name), true);
    }
    add(now.position - before.position, color, words("step"), false);
}

}  // namespace

ContourOverlay raceOverlay(const RaceResult& result, Index step, int selected, const Theme& theme) {
    ContourOverlay overlay;
    overlay.start = point(result.race.start);
    for (std::size_t i = 0; i < result.paths.size(); ++i) {
        ContourPath path = pathOf(result.paths[i], step);
        path.color = racerColor(theme, result.race.racers[i], static_cast<qsizetype>(i));
        path.selected = static_cast<int>(i) == selected;
        overlay.paths.push_back(std::move(path));
        const RacerPath& racer = result.paths[i];
        const auto generation = static_cast<std::size_t>(racer.populationSize);
        if (generation == 0 || !overlay.paths.back().selected) continue;
        const Index at = std::min<Index>(step, static_cast<Index>(racer.steps.size()) - 1);
        const auto first = static_cast<std::size_t>(at) * generation;
        for (std::size_t k = first; k < std::min(first + generation, racer.population.size()); ++k)
            overlay.marks.push_back({point(racer.population[k]), overlay.paths.back().color, {}});
    }
    const auto chosen = static_cast<std::size_t>(selected);
    if (selected >= 0 && chosen < result.paths.size())
        addArrows(overlay, result.paths[chosen], step, overlay.paths[chosen].color, theme);
    return overlay;
}

ContourOverlay raceOverlay(const RaceModel& model, const Theme& theme) {
    if (!model.result()) return {};
    ContourOverlay overlay = raceOverlay(*model.result(), model.step(), model.selected(), theme);
    overlay.start = point(model.race().start);
    return overlay;
}

}  // namespace glassbox
