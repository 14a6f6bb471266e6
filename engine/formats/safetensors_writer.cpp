#include "engine/formats/files.h"
#include "engine/formats/json_text.h"
#include "engine/formats/safetensors.h"
#include "engine/nn/error.h"
#include "engine/nn/quote.h"

#include <QtEndian>

#include <set>

namespace glassbox {

QByteArray safetensorsBytes(const Safetensors& content) {
    Json header = Json::object();
    if (!content.metadata.empty()) {
        Json& texts = header["__metadata__"] = Json::object();
        for (const auto& [name, text] : content.metadata) texts[name] = text;
    }
    std::set<std::string> names{"__metadata__"};
    std::size_t end = 0;
    for (const NamedTensor& tensor : content.tensors) {
        if (!names.insert(tensor.name).second)
            throw Error("The array " + inQuotes(tensor.name) + " can't be written: its name is taken.");
        const std::size_t start = end;
        end += tensor.values.size() * sizeof(float);
        header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {start, end}}};
    }
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' ');  // the numbers start at a multiple of 8 bytes

    QByteArray bytes(static_cast<qsizetype>(sizeof(quint64) + text.size() + end), Qt::Uninitialized);
    char* to = bytes.data();
    qToLittleEndian<quint64>(text.size(), to);
    to = std::copy(text.begin(), text.end(), to + sizeof(quint64));
    for (const NamedTensor& tensor : content.tensors) {
        if (tensor.values.empty()) continue;
        qToLittleEndian<float>(tensor.values.data(), static_cast<qsizetype>(tensor.values.size()), to);
        to += tensor.values.size() * sizeof(float);
    }
    return bytes;
}

void writeSafetensors(const QString& path, const Safetensors& content) {
    writeFile(path, safetensorsBytes(content));
}

}  // namespace glassbox
