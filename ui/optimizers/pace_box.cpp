#include "ui/optimizers/pace_box.h"

#include "ui/models/step_scrubber.h"
#include "ui/shell/value_edit.h"

namespace glassbox {

PaceBox::PaceBox(StepScrubber& scrubber, QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("paceBox"));
    setAccessibleName(tr("Speed"));
    setToolTip(tr("How many steps a second are played.\nKeys: + and −"));
    for (const int pace : StepScrubber::paces()) addItem(pace == 1 ? tr("1 step/s") : tr("%1 steps/s").arg(pace), pace);
    ignoreWheel(this);
    setCurrentIndex(findData(scrubber.pace()));
    connect(&scrubber, &StepScrubber::paceChanged, this, [this](int pace) { setCurrentIndex(findData(pace)); });
    connect(this, &QComboBox::activated, &scrubber, [this, &scrubber] { scrubber.setPace(currentData().toInt()); });
}

}  // namespace glassbox
