#include "engine/formats/files.h"
#include "engine/formats/onnx_chain.h"
#include "engine/nn/error.h"

#include <QDir>

#include <algorithm>

namespace glassbox {

namespace {

constexpr qint64 mostBytes = qint64{1} << 30;
constexpr int oldestOperators = 6;

ModelTexts textsOf(const onnx::ModelProto& file) {
    ModelTexts texts;
    for (const onnx::StringStringEntryProto& entry : file.metadata_props())
        texts.emplace_back(entry.key(), entry.value());
    return texts;
}

void requireOperators(const onnx::ModelProto& file) {
    for (const onnx::OperatorSetIdProto& set : file.opset_import())
        if ((set.domain().empty() || set.domain() == "ai.onnx") && set.version() < oldestOperators)
            throw Error("it is of operator set " + std::to_string(set.version()) +
                        "; save it with set 6 or a newer one.");
    if (file.functions_size() > 0) throw Error("it defines operators of its own, which are not known here.");
}

}  // namespace

ImportedNetwork parseOnnx(const QByteArray& bytes) {
    onnx::ModelProto file;
    if (bytes.isEmpty() || !file.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())) || !file.has_graph())
        throw Error("it is no ONNX model, or it is damaged.");
    requireOperators(file);
    ImportedNetwork network = OnnxChain(file.graph()).follow();
    network.texts = textsOf(file);
    return network;
}

ImportedNetwork readOnnx(const QString& path) {
    const QByteArray bytes = readFile(path, mostBytes);
    try {
        return parseOnnx(bytes);
    } catch (const Error& error) {
        throw Error("Can't read " + QDir::toNativeSeparators(path).toStdString() + ": " + error.what());
    }
}

}  // namespace glassbox
