#pragma once

#include "engine/formats/files.h"
#include "engine/formats/onnx_file.h"
#include "tests/engine/formats/model_cases.h"

#include <cmath>
#include <nlohmann/json.hpp>

/// Trained networks that are written as ONNX, and what they answer, to be compared with what others make of the files.
namespace onnx_cases {

using namespace model_cases;
using Json = nlohmann::json;

/// What the exported output is: probabilities where the loss makes them, but not the exponential of log-probabilities.
inline Matrix expected(const Model& model) {
    if (answerOf(model) == Answer::LogProbabilities) return passOf(model).layers.back().output.map();
    return predictions(model);
}

/// One case for each network that differs as such: the optimizer leaves no trace in the file.
inline std::vector<ModelCase> models() {
    std::vector<ModelCase> result;
    for (const parity::Case& one : allCases()) {
        const std::string& optimizer = one.experiment.training.optimizer.kind;
        if (optimizer != "adam" || one.experiment.training.schedule.kind != "constant") continue;
        result.push_back(trained(one, 2));
    }
    return result;
}

inline Json rows(const Matrix& columns) {
    Json result = Json::array();
    for (Index n = 0; n < columns.cols(); ++n) {
        result.push_back(Json::array());
        for (Index i = 0; i < columns.rows(); ++i) result.back().push_back(columns(i, n));
    }
    return result;
}

inline double difference(const Json& theirs, const Matrix& ours) {
    if (static_cast<Index>(theirs.size()) != ours.cols()) return INFINITY;
    double largest = 0;
    for (Index n = 0; n < ours.cols(); ++n) {
        const Json& row = theirs[static_cast<std::size_t>(n)];
        if (static_cast<Index>(row.size()) != ours.rows()) return INFINITY;
        for (Index i = 0; i < ours.rows(); ++i)
            largest = std::max(
                largest, std::abs(row[static_cast<std::size_t>(i)].get<double>() - static_cast<double>(ours(i, n))));
    }
    return largest;
}

/// The models as files in a folder, the rows they get, and what they answer to them.
struct Files {
    Json cases = Json::array();  ///< for a program that works them out: "model" (path) and "inputs" (a row a sample)
    std::vector<Matrix> answers;
    std::vector<Experiment> experiments;

    void add(const QString& folder, const Model& model, bool preprocessing) {
        const QString path = QStringLiteral("%1/%2.onnx").arg(folder).arg(cases.size());
        writeFile(path, onnxModel(model, {preprocessing}));
        const DataPart& part = model.data->training;
        cases.push_back({{"model", path.toStdString()}, {"inputs", rows(preprocessing ? part.inputs : part.features)}});
        answers.push_back(expected(model));
        experiments.push_back(model.experiment);
    }
};

/// All networks without their pre-processing, and every formula of a feature with and without.
inline Files filesIn(const QString& folder) {
    Files files;
    for (const ModelCase& one : models()) files.add(folder, one.model, false);
    for (const bool normalise : {false, true})
        for (const bool preprocessing : {false, true}) files.add(folder, formulas(normalise), preprocessing);
    writeFile(folder + QStringLiteral("/cases.json"), QByteArray::fromStdString(files.cases.dump()));
    return files;
}

/// What another program wrote as answers.json.
inline Json answersIn(const QString& folder) {
    return Json::parse(readFile(folder + QStringLiteral("/answers.json"), qint64{1} << 30).toStdString());
}

}  // namespace onnx_cases
