#pragma once

#include "engine/formats/model.h"

#include <QByteArray>
#include <QString>

namespace glassbox {

/// The network as a C++17 header that needs nothing but the standard library: featuresOf(inputs), outputs(features) and
/// answers(inputs), in a namespace named after `name` ("moons.hpp" -> moons). Throws Error.
QByteArray cppHeader(const Model& model, const QString& name);

}  // namespace glassbox
