#pragma once

#include <QString>

#include <vector>

namespace glassbox {

/// Steps of a day as a person types them: "1 10" are minutes, "30s 10m 1h" say their units.
struct StepsRead {
    std::vector<double> minutes;
    QString problem;  ///< what is wrong with them, as a sentence; empty if nothing is
};

/// At most 10 steps of 1 second to 1 day each, none if the text is empty; "1,5" is one and a half.
StepsRead readSteps(const QString& text);
/// How they are typed, in minutes.
QString stepsText(const std::vector<double>& minutes);

}  // namespace glassbox
