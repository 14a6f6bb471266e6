#include "engine/nn/error.h"

namespace glassbox {

Error::~Error() = default;  // here, so that one type information serves both sides of the library's border

}  // namespace glassbox
