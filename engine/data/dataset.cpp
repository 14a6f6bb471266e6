#include "engine/data/dataset.h"

#include "engine/data/drawn_data.h"
#include "engine/data/generator.h"
#include "engine/data/split.h"
#include "engine/data/table_dataset.h"

#include <algorithm>
#include <numeric>

namespace glassbox {

Cancelled::~Cancelled() = default;

const std::vector<DataInfo>& dataInfos() {
    static const std::vector<DataInfo> infos = [] {
        std::vector<DataInfo> list;
        for (const Generator& generator : generators()) list.push_back(generator.info);
        for (DataInfo& info : drawnInfos()) list.push_back(std::move(info));
        list.push_back(tableInfo());
        return list;
    }();
    return infos;
}

const DataInfo* findData(std::string_view kind) {
    const auto& infos = dataInfos();
    const auto found =
        std::find_if(infos.begin(), infos.end(), [kind](const DataInfo& info) { return info.kind == kind; });
    return found == infos.end() ? nullptr : &*found;
}

Index classesOf(const Spec& data) {
    const Generator* generator = findGenerator(data.kind);
    if (!generator && isDrawn(data.kind)) {
        const DataInfo& info = *findData(data.kind);
        if (info.task == Task::Regression) return 0;
        return static_cast<Index>(checkedOptions(info, data.options, "data").integer("classes"));
    }
    if (!generator || !generator->classes) return 0;
    return generator->classes(checkedOptions(generator->info, data.options, "data"));
}

namespace {

DataPart partOf(const GeneratedPoints& points, const std::vector<Index>& which, const FeatureMap& map) {
    DataPart part;
    const auto count = static_cast<Index>(which.size());
    part.sourceRows = which;
    part.inputs.resize(points.inputs.rows(), count);
    if (!points.values.empty()) part.values.resize(1, count);
    for (Index i = 0; i < count; ++i) {
        const auto source = static_cast<std::size_t>(which[static_cast<std::size_t>(i)]);
        part.inputs.col(i) = points.inputs.col(static_cast<Index>(source));
        if (!points.labels.empty()) part.labels.push_back(points.labels[source]);
        if (!points.values.empty()) part.values(0, i) = static_cast<Scalar>(points.values[source]);
    }
    part.features = map.apply(part.inputs);
    return part;
}

Dataset assemble(const DataInfo& info, const Spec& data, const std::optional<std::vector<std::string>>& features,
                 const GeneratedPoints& points, const Split& split, bool normalise) {
    Dataset result;
    result.spec = data;
    result.task = info.task;
    result.inputNames = info.inputs == 1 ? std::vector<std::string>{"x"} : std::vector<std::string>{"x1", "x2"};
    result.featureNames = features.value_or(result.inputNames);
    result.featureMap = FeatureMap(result.inputNames, result.featureNames);
    result.targetName = result.task == Task::Classification ? "class" : "y";
    for (Index c = 0; c < points.classes; ++c) result.classNames.push_back("class " + std::to_string(c));
    result.training = partOf(points, split.training, result.featureMap);
    if (normalise) {
        result.featureMap.normaliseBy(result.training.inputs);
        result.training.features = result.featureMap.apply(result.training.inputs);
    }
    result.validation = partOf(points, split.validation, result.featureMap);
    return result;
}

Dataset makeGenerated(const Generator& generator, const Spec& data,
                      const std::optional<std::vector<std::string>>& features, std::uint64_t seed) {
    const Options options = checkedOptions(generator.info, data.options, "data");
    const GeneratedPoints points = generatePoints(generator, options, seed);
    Random random = Random::forPurpose(seed, purpose::split);
    const double share = options.real("validation");
    const Split split = generator.info.task == Task::Classification
                            ? splitByClass(points.labels, points.classes, share, random)
                            : splitEvenly(points.inputs.cols(), share, random);
    return assemble(generator.info, data, features, points, split, options.flag("normalise"));
}

Dataset makeDrawn(const DataInfo& info, const Spec& data, const std::optional<std::vector<std::string>>& features) {
    const Options options = checkedOptions(info, data.options, "data");
    requireDrawn(data, "data");
    const GeneratedPoints points = drawnPoints(info, options);
    const auto columns = static_cast<std::size_t>(info.inputs + 1);
    Split split;
    split.training.resize(options.numbers("points").size() / columns);
    split.validation.resize(options.numbers("validation_points").size() / columns);
    std::iota(split.training.begin(), split.training.end(), Index{0});
    std::iota(split.validation.begin(), split.validation.end(), static_cast<Index>(split.training.size()));
    Dataset result = assemble(info, data, features, points, split, options.flag("normalise"));
    result.notes = notesOnDrawn(result);
    return result;
}

}  // namespace

Dataset makeDataset(const Spec& data, const std::optional<std::vector<std::string>>& features, std::uint64_t seed,
                    const std::string& folder, const Progress& progress, const TableBytes& table) {
    if (data.kind == "csv") return makeTableDataset(data, features, seed, folder, progress, table);
    if (const Generator* generator = findGenerator(data.kind)) return makeGenerated(*generator, data, features, seed);
    if (isDrawn(data.kind)) return makeDrawn(*findData(data.kind), data, features);
    std::string names;
    for (const DataInfo& info : dataInfos()) names += (names.empty() ? "" : ", ") + info.kind;
    throw Error("data.kind: \"" + data.kind + "\" is unknown; there are " + names + ".");
}

Matrix encodeTargets(const Dataset& data, const DataPart& part, Index outputs) {
    const std::string ends =
        "The network ends with " + std::to_string(outputs) + (outputs == 1 ? " output" : " outputs");
    if (data.task == Task::Regression) {
        if (outputs != 1) throw Error(ends + ", but there is one value to predict; give its last layer 1 unit.");
        return part.values;
    }
    const Index classes = data.classCount();
    const auto count = static_cast<Index>(part.labels.size());
    if (outputs == 1 && classes == 2) {
        Matrix targets(1, count);
        for (Index i = 0; i < count; ++i) targets(0, i) = static_cast<Scalar>(part.labels[static_cast<std::size_t>(i)]);
        return targets;
    }
    if (outputs != classes) {
        throw Error(ends + ", but the data have " + std::to_string(classes) + " classes; give its last layer " +
                    (classes == 2 ? "1 or 2" : std::to_string(classes)) + " units.");
    }
    Matrix targets = Matrix::Zero(classes, count);
    for (Index i = 0; i < count; ++i) targets(part.labels[static_cast<std::size_t>(i)], i) = 1;
    return targets;
}

}  // namespace glassbox
