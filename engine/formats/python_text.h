#pragma once

#include "engine/formats/data_source.h"

#include <string>
#include <vector>

namespace glassbox {

// Pieces of Python source that exported programs share.

/// A text as a literal, in double quotes.
std::string pythonText(const std::string& text);
/// A number as a literal.
std::string pythonNumber(double value);
std::string pythonNumber(float value);
std::string pythonFlag(bool value);
/// [a, b, c], broken into lines that are not too long.
std::string pythonList(const std::vector<std::string>& items);

/// Constants and functions that read the samples: TABLE, CLASSES (classification), rows_of, is_missing, number,
/// features_of, target_of and load_data(path), which returns the training and the validation part, each as a list of
/// what the network sees and a list of targets. Needs array, csv, io, math, sys and pathlib's Path imported, and
/// FOLDER. `folder` is the program's own.
std::string pythonData(const Model& model, const DataSource& source, const QString& folder);

/// "2-8-6-1 tanh, data moons, seed 42": what the program is about, safe within a docstring.
std::string pythonTitle(const Model& model);
/// A file's name for a docstring: as it is if that is safe, else `otherwise`.
std::string pythonFileName(const QString& name, const char* otherwise);

}  // namespace glassbox
