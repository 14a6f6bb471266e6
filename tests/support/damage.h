#pragma once

#include "engine/nn/random.h"

#include <QByteArray>

namespace glassbox {

/// The bytes with one to three changes: cut off somewhere, or a byte that is another one.
inline QByteArray damaged(QByteArray bytes, Random& random) {
    for (Index changes = 1 + random.below(3); changes > 0 && !bytes.isEmpty(); --changes) {
        const auto at = static_cast<qsizetype>(random.below(bytes.size()));
        if (random.below(4) == 0)
            bytes.truncate(at);
        else
            bytes[at] = static_cast<char>(random.below(256));
    }
    return bytes;
}

}  // namespace glassbox
