#pragma once

#include "engine/formats/data_table.h"

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class NetworkCurvesCard;
class NetworkLandscapeCard;
class NetworkRaceModel;
class NetworkSaysCard;
class ThemeSource;
struct NetworkRace;
struct RaceLandscape;
struct WeightInterpolation;

/// The cards of a race of networks that have something to give away.
struct NetworkCards {
    NetworkLandscapeCard& landscape;
    NetworkCurvesCard& curves;
    NetworkSaysCard& says;
};

/// Gives the cards of a race of networks their context menus: pictures and numbers to take away. The cards own them.
void addNetworkMenus(NetworkRaceModel& model, const NetworkCards& cards, ExperimentDocument& document,
                     FileCommands& files, ThemeSource& theme);

/// Every recorded point of every racer, a line each: racer, step, costs, learning rate, samples seen.
DataTable networkRaceTable(const NetworkRace& race);
/// Every place of the grid, a line each: the plane's two coordinates and the cost; empty where it has none.
DataTable landscapeTable(const RaceLandscape& landscape);

/// Every place between two networks, a line each: t and the costs.
DataTable lineTable(const WeightInterpolation& line);

}  // namespace glassbox
