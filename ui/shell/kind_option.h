#pragma once

#include "engine/nn/options.h"

#include <QString>

#include <vector>

namespace glassbox {

/// A setting that chooses one of the kinds of a registry; for an OptionEditor.
template <typename Info>
OptionInfo kindOption(const char* name, const QString& label, const char* standard, const QString& help,
                      const std::vector<Info>& infos) {
    OptionInfo option{.name = name,
                      .label = label.toStdString(),
                      .type = OptionType::Choice,
                      .standard = std::string(standard),
                      .help = help.toStdString()};
    for (const Info& info : infos) option.choices.push_back(info.kind);
    return option;
}

}  // namespace glassbox
