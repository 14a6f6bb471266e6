#pragma once

#include "engine/formats/data_source.h"

namespace glassbox {

/// The files of an exported program: names beside each other, and what they hold.
struct ProgramFiles {
    QString name;       ///< of the program itself: "moons.py"
    QByteArray text;    ///< UTF-8
    QString dataName;   ///< of the points' file; empty if a table of the user's own is read
    QByteArray points;  ///< what it holds
    QString weightsName;
    QByteArray weights;  ///< safetensors
};

/// A program for PyTorch: the network, its weights, the data, and the same loss, optimizer, schedule, clipping, decay,
/// frozen numbers and early stopping; run, it trains on. `path` is where the program will stand. Throws Error if the
/// experiment's table can't be read any more.
ProgramFiles pytorchProgram(const Model& model, const QString& path);
/// Writes all files of a program, each atomically, the program itself last. Throws Error.
void writeProgram(const QString& path, const ProgramFiles& files);

}  // namespace glassbox
