#pragma once

#include "ui/models/network_race_setup.h"

#include <QCoreApplication>

namespace glassbox {

/// Names and sentences of the race of networks.
struct NetworkRaceWords {
    Q_DECLARE_TR_FUNCTIONS(NetworkRace)

  public:
    static QString name(RaceComparison comparison);
    static QString help(RaceComparison comparison);
    static QString name(RacedNetwork network);
    static QString help(RacedNetwork network);
    static QString name(LandscapeChoice::Kind kind);
    static QString help(LandscapeChoice::Kind kind);
    /// "η 0.05 · β 0.9 · cosine", and what else the racers of the race do not share.
    static QString settings(const NetworkRacer& racer, const std::vector<NetworkRacer>& all);
    /// "the start", "the end of Adam"
    static QString end(const std::vector<NetworkRacer>& racers, int racer);
    /// A short name of a landscape's axis.
    static QString axis(const LandscapeChoice& choice, const std::vector<ParameterPlace>& places, bool first);
    /// What the axes are, and what the plane passes through.
    static QString caption(const LandscapeChoice& choice, const RaceProjection& projection,
                           const std::vector<ParameterPlace>& places, const std::vector<NetworkRacer>& racers);
    /// A share that is never rounded to what it is not: "0 %", "< 0.1 %", "34 %".
    static QString share(double share);
};

}  // namespace glassbox
