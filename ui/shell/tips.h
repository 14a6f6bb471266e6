#pragma once

#include "engine/nn/options.h"

#include <QString>

namespace glassbox {

/// A tool tip that teaches: what it is, why one would change it, the formula, and a quiet last line.
QString tip(const QString& title, const QString& help, const QString& formula = {}, const QString& last = {});
QString tip(const KindInfo& info);
/// With range and default.
QString tip(const OptionInfo& info);

/// What a value of an option reads like on screen ("full" for a batch of 0, "Xavier", "0.02").
QString valueText(const OptionInfo& info, const OptionValue& value);
/// The kind that a choice names (an activation, an initialiser, an optimizer ...); null if the choice is only a word.
const KindInfo* choiceInfo(const OptionInfo& option, const std::string& choice);

}  // namespace glassbox
