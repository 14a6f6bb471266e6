#include "ui/plots/animation_writer.h"

namespace glassbox {

AnimationWriter::AnimationWriter(QObject* parent) : QObject(parent) {}
AnimationWriter::~AnimationWriter() = default;

}  // namespace glassbox
