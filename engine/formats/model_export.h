#pragma once

#include "engine/formats/model.h"

#include <QString>
#include <QStringList>

namespace glassbox {

/// A way to take a network away: the ending of the file says which.
struct ModelFormat {
    QString ending;  ///< without its first dot: "onnx", "keras.py"
    QString title;   ///< "ONNX model", for lists
};

/// Every format, in the order in which lists show them.
const std::vector<ModelFormat>& modelFormats();
/// The format that a file's ending means; null if there is none. The longest ending counts: "a.keras.py" is Keras.
const ModelFormat* modelFormatOf(const QString& path);

struct ModelExportOptions {
    bool preprocessing = false;  ///< ONNX: with features and normalisation (see OnnxOptions)
};

/// Writes the network in the format of the file's ending, with the files that belong beside it. Throws Error: for an
/// ending that is not known, for what the format can't hold, and if a file can't be written.
void exportModel(const Model& model, const QString& path, const ModelExportOptions& options = {});

}  // namespace glassbox
