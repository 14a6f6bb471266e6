#pragma once

#include "engine/formats/data_table.h"

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class NetworkCurvesCard;
class NetworkLandscapeCard;
class NetworkRaceModel;
class ThemeSource;
struct NetworkRace;
struct RaceLandscape;

/// Gives the cards of a race of networks their context menus: pictures and numbers to take away. The cards own them.
void addNetworkMenus(NetworkRaceModel& model, NetworkLandscapeCard& landscape, NetworkCurvesCard& curves,
                     ExperimentDocument& document, FileCommands& files, ThemeSource& theme);

/// Every recorded point of every racer, a line each: racer, step, costs, learning rate, samples seen.
DataTable networkRaceTable(const NetworkRace& race);
/// Every place of the grid, a line each: the plane's two coordinates and the cost; empty where it has none.
DataTable landscapeTable(const RaceLandscape& landscape);

}  // namespace glassbox
