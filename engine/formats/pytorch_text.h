#pragma once

namespace glassbox::pytorch {

// The parts of an exported PyTorch program that are the same for every network.

extern const char* const imports;
extern const char* const weights;   ///< load_weights(model, path), save_weights(model, path)
extern const char* const training;  ///< evaluate, train_step, train
extern const char* const program;   ///< main

}  // namespace glassbox::pytorch
