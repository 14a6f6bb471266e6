#pragma once

#include <QString>

namespace glassbox {

/// "41 200": whole, thousands set apart by a narrow space that never breaks.
QString countText(double value);
/// "0.693", "0.00041", "2.1e-07", "1.2e+06": as many digits as say something, in at most eight characters.
QString costText(double cost);
/// "99.2 %"
QString shareText(double share);

}  // namespace glassbox
