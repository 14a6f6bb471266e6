#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace glassbox {

/// The state that *See it live* opens.
struct SeeState {
    enum class Place { Lab, Backprop, Data, Race, Network, Knobs, Guess };
    Place place = Place::Lab;
    QString target;                           ///< example or race by its file's name; empty for Network, Knobs, Guess
    std::optional<int> epochs;                ///< trained that far at once
    QString tab;                              ///< of the Lab, or empty
    std::optional<std::pair<int, int>> unit;  ///< layer and unit, both from 1
    std::optional<int> step;                  ///< of the race

    bool operator==(const SeeState&) const = default;
};

/// Curves of x.
struct CurvePicture {
    QStringList expressions;
    double low = 0, high = 0;

    bool operator==(const CurvePicture&) const = default;
};

/// Numbers as a heat map: rows of the same length.
struct GridPicture {
    std::vector<std::vector<double>> rows;

    bool operator==(const GridPicture&) const = default;
};

struct BarsPicture {
    std::vector<std::pair<QString, double>> bars;

    bool operator==(const BarsPicture&) const = default;
};

/// Boxes from left to right with arrows between them.
struct FlowPicture {
    QStringList boxes;

    bool operator==(const FlowPicture&) const = default;
};

using CardPicture = std::variant<CurvePicture, GridPicture, BarsPicture, FlowPicture>;

/// Throws StudyError: a clause that says what is wrong ("the place lob is not known; ...") without an end.
SeeState parseSee(const QString& text);
/// Throws StudyError, a clause like parseSee. Whether an expression can be drawn is not known here.
CardPicture parsePicture(const QString& text);

}  // namespace glassbox
