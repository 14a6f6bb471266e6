#include "engine/formats/pytorch_script.h"

#include "engine/formats/files.h"
#include "engine/formats/python_text.h"
#include "engine/formats/pytorch_layers.h"
#include "engine/formats/pytorch_text.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

namespace {

std::string docstring(const Model& model, const ProgramFiles& files) {
    const std::string name = pythonFileName(files.name, "this file");
    const std::string beside = files.dataName.isEmpty() ? "the weights" : "the weights and the data";
    return R"(#!/usr/bin/env python3
"""A network from Glassbox in PyTorch (1.13 or later): )" +
           pythonTitle(model) + R"(.

    python3 )" +
           name + R"(                 trains on and saves the new weights
    python3 )" +
           name + R"( --evaluate      says how good the network is
    torchrun --nproc-per-node 4 )" +
           name + R"(   trains on several processors or machines at once

The files of )" +
           beside + R"( belong beside it. The optimizer's memory and the schedule start anew; the order of
the samples is drawn from SEED by PyTorch, so it is another one than in Glassbox.
"""
)";
}

std::string fileLine(const char* constant, const QString& name) {
    return constant + (" = FOLDER / " + pythonText(name.toStdString())) + "\n";
}

}  // namespace

ProgramFiles pytorchProgram(const Model& model, const QString& path) {
    const QFileInfo info(path);
    const QString stem = info.completeBaseName();
    ProgramFiles files;
    files.name = info.fileName();
    files.weightsName = stem + QStringLiteral(".safetensors");
    files.weights = safetensorsBytes({model.network.exportParameters(), modelTexts(model)});
    const QString dataName = stem + QStringLiteral(".data.csv");
    const QString folder = info.absolutePath();
    const DataSource source = dataSourceOf(model, QDir(folder).filePath(dataName));
    if (!source.points.isEmpty()) files.dataName = dataName;
    files.points = source.points;

    std::string text = docstring(model, files) + pytorch::imports;
    text += fileLine("WEIGHTS", files.weightsName);
    text += fileLine("TRAINED", stem + QStringLiteral(".trained.safetensors"));
    text += "\n# The data.\n\n" + pythonData(model, source, folder);
    text += "\n# The network.\n\n" + pytorchLayers(model) + pytorch::weights;
    text += "\n# The training.\n\n" + pytorchTraining(model) + pytorch::training + pytorch::program;
    files.text = QByteArray::fromStdString(text);
    return files;
}

void writeProgram(const QString& path, const ProgramFiles& files) {
    const QDir folder = QFileInfo(path).absoluteDir();
    writeFile(folder.filePath(files.weightsName), files.weights);
    if (!files.dataName.isEmpty()) writeFile(folder.filePath(files.dataName), files.points);
    writeFile(path, files.text);
}

}  // namespace glassbox
