#pragma once

#include "engine/data/feature_map.h"
#include "engine/nn/options.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace glassbox {

enum class Task { Regression, Classification };

/// Long readings report here; returning false cancels (the reader then throws Cancelled).
using Progress = std::function<bool(double share)>;

/// Thrown when a Progress said stop.
class GLASSBOX_EXPORT Cancelled : public Error {
  public:
    Cancelled() : Error("Cancelled.") {}
    ~Cancelled() override;
};

/// The training or the validation part.
struct DataPart {
    Matrix inputs;                  ///< raw inputs, inputNames x samples, before features and normalisation
    Matrix features;                ///< what the network sees, featureNames x samples
    Matrix values;                  ///< regression: 1 x samples, in the data's own unit; else empty
    std::vector<Index> labels;      ///< classification: class of each sample; else empty
    std::vector<Index> sourceRows;  ///< row of the table or number of the generated point, from 0

    Index count() const { return features.cols(); }
};

/// The bytes of a table's file.
using TableBytes = std::shared_ptr<const std::string>;
/// Files of more bytes are not kept.
inline constexpr std::size_t keptTable = std::size_t{256} << 20U;
struct Table;
/// Tables of more cells are not kept beside what the network learns from.
inline constexpr Index keptCells = 10'000'000;

/// Data ready to train on. A value that is built once and then shared read-only.
struct Dataset {
    Spec spec;
    Task task = Task::Classification;
    std::vector<std::string> inputNames;    ///< "x1", "x2"; for tables the columns after one-hot coding
    std::vector<std::string> featureNames;  ///< what the network sees
    std::vector<std::string> classNames;    ///< classification only
    std::string targetName;
    DataPart training, validation;
    FeatureMap featureMap;  ///< from raw inputs to what the network sees
    std::vector<std::string>
        notes;              ///< what was done to the data, a sentence each ("3 rows with missing values left out")
    bool generated = true;  ///< from a generator: its plane (or line) runs from -6 to 6
    TableBytes table;       ///< of a table: the file as it was read, for who keeps it; null if larger than keptTable

    /// Of a table: all of it as it was read, with gaps and rows that are left out; null above keptCells.
    std::shared_ptr<const Table> source;

    Index classCount() const { return static_cast<Index>(classNames.size()); }
    Index inputCount() const { return static_cast<Index>(inputNames.size()); }
};

/// A generator of points, or the reader of tables: one line of the registry. Options shared by all generators (points,
/// noise, validation, normalise) are in the info's list as well.
struct DataInfo : KindInfo {
    Task task = Task::Classification;
    Index inputs = 2;  ///< raw inputs; 0: the table decides
};

/// Every kind of data, in the order in which the tiles show them; `csv` is the last.
GLASSBOX_EXPORT const std::vector<DataInfo>& dataInfos();
GLASSBOX_EXPORT const DataInfo* findData(std::string_view kind);
/// How many classes a generator makes with these options; 0 for regression and for tables.
GLASSBOX_EXPORT Index classesOf(const Spec& data);

/// Generates or reads, splits (stratified by class), computes features and normalises by the training part's
/// statistics. `features` chooses and orders features (absent: all inputs as they are). Relative paths of tables start
/// at `folder`; with `table` its bytes are read in place of the file. Throws Error (Cancelled) with a sentence.
GLASSBOX_EXPORT Dataset makeDataset(const Spec& data, const std::optional<std::vector<std::string>>& features,
                                    std::uint64_t seed, const std::string& folder = {}, const Progress& progress = {},
                                    const TableBytes& table = nullptr);

/// What the network should learn to answer: `outputs x samples`. Regression: the values. Classification: one-hot
/// columns, or 0/1 in one row when there are two classes and one output. Throws Error if the number of outputs does not
/// fit the data.
GLASSBOX_EXPORT Matrix encodeTargets(const Dataset& data, const DataPart& part, Index outputs);

}  // namespace glassbox
