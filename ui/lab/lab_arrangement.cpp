#include "ui/lab/lab_arrangement.h"

namespace glassbox {

const char* partOf(LabPanel panel) {
    switch (panel) {
        case LabPanel::Network:
            return "network";
        case LabPanel::Inside:
            return "inside";
        case LabPanel::Output:
            return "output";
        case LabPanel::Cost:
            break;
    }
    return "cost";
}

LabShown arrangeLab(const LabWishes& wishes) {
    const auto allowed = [&](const char* part) { return isShown(wishes.presentation, part); };
    LabShown all;
    all.data = !isAllHidden(wishes.presentation, "data");
    all.training = !isAllHidden(wishes.presentation, "training");
    all.network = allowed("network");
    all.inside = allowed("inside");
    all.layer = allowed("layer") && wishes.layerChosen;
    all.output = allowed("output");
    all.cost = allowed("cost");
    if (wishes.alone && allowed(partOf(*wishes.alone))) {
        LabShown one;
        one.network = *wishes.alone == LabPanel::Network;
        one.inside = *wishes.alone == LabPanel::Inside;
        one.output = *wishes.alone == LabPanel::Output;
        one.cost = *wishes.alone == LabPanel::Cost;
        return one;
    }
    LabShown shown = all;
    if (wishes.presenting) {
        shown.data = shown.training = false;
        shown.inside = shown.inside && wishes.tall;
        shown.layer = shown.layer && wishes.tall;
        if (!shown.network && !shown.right()) shown = all;  // the rest is all there is to present
    }
    const auto showSide = [&](bool on) {
        shown.data = on && all.data;
        shown.training = on && all.training;
    };
    if (wishes.side) showSide(*wishes.side);
    const int others = wishes.middleNeeds + wishes.rightNeeds;
    if (shown.side() && shown.middle() && shown.right() && wishes.sideNeeds + others > wishes.room) {
        // Settings that were asked for stand beside what they change: answer and cost.
        if (wishes.side) {
            shown.network = shown.inside = shown.layer = false;
        } else if (others <= wishes.room) {  // else it would be no help
            showSide(false);
        }
    }
    // Settings that were sent away come back when they are all that is left.
    if (shown.nothing()) showSide(true);
    return shown;
}

}  // namespace glassbox
