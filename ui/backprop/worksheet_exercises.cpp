#include "ui/backprop/worksheet.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr Index mostOfOperation = 8;

/// The TeX with the numbers of what is asked for as letters.
QString withoutAnswers(const Walk& walk, const std::pair<Index, Index>& asked, const Arithmetic& arithmetic,
                       const QString& tex) {
    QString result = tex;
    for (std::size_t i = 0; i < arithmetic.places.size(); ++i) {
        const Place& place = arithmetic.places[i];
        const std::optional<Index> made = walk.operationOf(place.tensor);
        if (!made || *made < asked.first || *made > asked.second) continue;
        const QString start = QStringLiteral("\\term{p%1}{").arg(i);
        const QString symbol = QString::fromStdString(symbolOf(walk.record(), place));
        for (qsizetype at = result.indexOf(start); at >= 0; at = result.indexOf(start, at)) {
            qsizetype end = at + start.size();
            for (int depth = 1; depth > 0 && end < result.size(); ++end)
                depth += result[end] == u'{' ? 1 : result[end] == u'}' ? -1 : 0;
            result.replace(at, end - at, symbol);
        }
    }
    return result;
}

std::vector<Question> questionsOf(const Walk& walk, const WalkPlace& place, Index operation, Index sample,
                                  Index& left) {
    const TensorView view = tensorOf(walk.record(), walk.at(operation).result);
    const bool columns = isParameterLike(walk.at(operation).result.quantity);
    const Index column = std::clamp<Index>(sample, 0, std::max<Index>(view.cols, 1) - 1);
    const bool oneRow = place.operation == operation && place.row >= 0;
    std::vector<Question> all;
    left = 0;
    for (Index row = oneRow ? place.row : 0; row < (oneRow ? place.row + 1 : view.rows); ++row) {
        for (Index col = columns ? 0 : column; col < (columns ? view.cols : column + 1); ++col) {
            if (static_cast<Index>(all.size()) < mostOfOperation)
                all.push_back({row, col, sample, -1});
            else
                ++left;
        }
    }
    return all;
}

}  // namespace

std::vector<ExerciseGroup> exercisesOf(const Walk& walk, const WalkPlace& place, Grain grain, Index sample) {
    const auto covered = walk.covered(place, grain);
    std::vector<ExerciseGroup> groups;
    for (Index i = covered.first; i <= covered.second; ++i) {
        const Operation& operation = walk.at(i);
        ExerciseGroup group;
        group.title = QString::fromStdString(titleOf(walk, {i}, Grain::Operation));
        group.rule = QString::fromStdString(operation.rule);
        group.purpose = QString::fromStdString(operation.purpose);
        for (const Question& question : questionsOf(walk, place, i, sample, group.left)) {
            const Arithmetic arithmetic = operation.arithmetic(walk.record(), question);
            for (const Line& line : arithmetic.lines)
                group.exercises.push_back(
                    {QString::fromStdString(line.left),
                     withoutAnswers(walk, covered, arithmetic, QString::fromStdString(line.right)), line.value});
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace glassbox
