#pragma once

#include "engine/formats/model.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <set>

namespace glassbox {

/// One input of a sample as it stands in a text file.
struct SourceInput {
    Index column = 0;
    std::optional<std::string> category;  ///< the text for which the input is 1; absent: the number itself
    /// What stands for a missing cell: a number, or a text where there is a category.
    double missingNumber = 0;
    std::string missingText{};
};

/// How a program that was written for an experiment finds its samples again: in a text file, a line each.
struct DataSource {
    QString path;       ///< the table; for points the program's own file beside it
    QByteArray points;  ///< what that file holds; empty for a table that lies there as it was read
    char separator = ',';
    char decimal = '.';
    bool header = true;
    std::vector<SourceInput> inputs;  ///< of FeatureMap's terms if `formulas`, else one for each feature
    bool formulas = false;            ///< the features are computed from the inputs by FeatureMap's terms
    bool dropIncomplete = false;      ///< leave out lines with a missing input
    Index target = 0;                 ///< its column
    bool numberedClasses = false;     ///< classes are numbers in the file, not texts
    std::vector<double> classNumbers;
    std::vector<Index> validationRows;  ///< ascending, counted from 0 behind the header
    std::vector<Index> leftOutRows;     ///< that the table's column of parts leaves out; counted as those
};

/// For tables the file is read again; throws Error if it is gone or has changed its columns. `pointsPath` is where the
/// points of a generator will stand.
DataSource dataSourceOf(const Model& model, const QString& pointsPath);

/// The samples of generated or drawn data, one a line in the order of their making, with the exact inputs and targets.
QByteArray pointsToCsv(const Dataset& data);

}  // namespace glassbox
