#pragma once

#include <QString>

namespace glassbox {

/// How long until a card comes back, in a few letters for a button: "8 min", "5 h", "9 days", "2.1 months", "3.4
/// years".
QString waitWords(qint64 milliseconds);
/// Of whole days: "1 day", "21 days", "2.1 months".
QString dayWords(int days);

}  // namespace glassbox
