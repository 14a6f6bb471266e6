#include "engine/formats/model_export.h"

#include "engine/formats/cpp_header.h"
#include "engine/formats/files.h"
#include "engine/formats/graphviz.h"
#include "engine/formats/keras_script.h"
#include "engine/formats/npz.h"
#include "engine/formats/onnx_file.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

const std::vector<ModelFormat>& modelFormats() {
    static const std::vector<ModelFormat> formats{
        {QStringLiteral("safetensors"), QStringLiteral("Weights with PyTorch's names")},
        {QStringLiteral("npz"), QStringLiteral("Weights for NumPy")},
        {QStringLiteral("onnx"), QStringLiteral("ONNX model")},
        {QStringLiteral("raw.onnx"), QStringLiteral("ONNX model from the raw inputs on")},
        {QStringLiteral("py"), QStringLiteral("PyTorch program")},
        {QStringLiteral("keras.py"), QStringLiteral("Keras program")},
        {QStringLiteral("hpp"), QStringLiteral("C++ header")},
        {QStringLiteral("dot"), QStringLiteral("Graphviz drawing")},
    };
    return formats;
}

const ModelFormat* modelFormatOf(const QString& path) {
    const QString name = QFileInfo(path).fileName().toLower();
    const ModelFormat* found = nullptr;
    for (const ModelFormat& format : modelFormats())
        if (name.endsWith('.' + format.ending) && (!found || format.ending.size() > found->ending.size()))
            found = &format;
    return found;
}

void exportModel(const Model& model, const QString& path, const ModelExportOptions& options) {
    const ModelFormat* format = modelFormatOf(path);
    if (!format) {
        QStringList endings;
        for (const ModelFormat& known : modelFormats()) endings << '.' + known.ending;
        throw Error("Can't write " + QDir::toNativeSeparators(path).toStdString() +
                    ": its ending says no format; there are " + endings.join(QStringLiteral(", ")).toStdString() + ".");
    }
    const QString& ending = format->ending;
    if (ending == QStringLiteral("safetensors"))
        writeSafetensors(path, {model.network.exportParameters(), modelTexts(model)});
    else if (ending == QStringLiteral("npz"))
        writeNpz(path, model.network.exportParameters());
    else if (ending == QStringLiteral("onnx"))
        writeFile(path, onnxModel(model, {options.preprocessing}));
    else if (ending == QStringLiteral("raw.onnx"))
        writeFile(path, onnxModel(model, {true}));
    else if (ending == QStringLiteral("py"))
        writeProgram(path, pytorchProgram(model, path));
    else if (ending == QStringLiteral("keras.py"))
        writeProgram(path, kerasProgram(model, path));
    else if (ending == QStringLiteral("hpp"))
        writeFile(path, cppHeader(model, path));
    else
        writeFile(path, graphvizDrawing(model));
}

}  // namespace glassbox
