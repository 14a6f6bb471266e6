#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/nn/error.h"

#include <QDir>

namespace glassbox {

namespace {
constexpr qint64 largestFile = qint64{16} << 20;
}

Experiment readExperiment(const QString& path) {
    const QByteArray text = readFile(path, largestFile);
    try {
        return experimentFromJson(text);
    } catch (const Error& error) {
        throw Error(QDir::toNativeSeparators(path).toStdString() + ": " + error.what());
    }
}

void writeExperiment(const QString& path, const Experiment& experiment) {
    writeFile(path, experimentToJson(experiment));
}

}  // namespace glassbox
