#include "engine/formats/data_source.h"

#include "engine/data/table.h"
#include "engine/data/table_columns.h"
#include "engine/experiment/kinds.h"
#include "engine/formats/number_text.h"

#include <QFile>

#include <algorithm>
#include <filesystem>

namespace glassbox {

namespace {

std::vector<Index> validationRowsOf(const Dataset& data) {
    std::vector<Index> rows = data.validation.sourceRows;
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Rows that no part has.
std::vector<Index> leftOutRowsOf(const Dataset& data, Index rowCount) {
    std::vector<bool> used(static_cast<std::size_t>(rowCount), false);
    for (const DataPart* part : {&data.training, &data.validation})
        for (const Index row : part->sourceRows) used.at(static_cast<std::size_t>(row)) = true;
    std::vector<Index> rows;
    for (Index row = 0; row < rowCount; ++row)
        if (!used[static_cast<std::size_t>(row)]) rows.push_back(row);
    return rows;
}

/// "text" for a table: quoted where it must be.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n ") == std::string::npos && !text.empty()) return text;
    std::string result = "\"";
    for (const char c : text) result.append(c == '"' ? 2 : 1, c);
    return result + '"';
}

/// Finds the inputs that a network sees in a table.
class TableInputs {
  public:
    TableInputs(const Table& table, const Dataset& data) : m_table(table), m_data(data) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const std::vector<std::string> names = inputNames(table, {table.columns[i].name});
            for (std::size_t k = 0; k < names.size(); ++k) m_places.emplace(names[k], std::pair(i, k));
        }
    }

    SourceInput input(const std::string& feature) const {
        const auto place = m_places.find(feature);
        if (place == m_places.end())
            throw Error("The table's columns have changed since it was read: there is no " + feature +
                        " any more; open the table again.");
        const auto [index, category] = place->second;
        const Column& column = m_table.columns[index];
        SourceInput input{static_cast<Index>(index), {}};
        const double missing = column.missingCount > 0 ? replacement(column, m_data.training.sourceRows) : 0;
        if (column.type == ColumnType::Number) {
            input.missingNumber = missing;
        } else {
            input.category = column.categories[category];
            input.missingText = column.categories[static_cast<std::size_t>(missing)];
        }
        return input;
    }

  private:
    const Table& m_table;
    const Dataset& m_data;
    std::map<std::string, std::pair<std::size_t, std::size_t>> m_places;
};

DataSource tableSource(const Model& model) {
    const Dataset& data = *model.data;
    const KindInfo& info = requireKind(SpecRole::Data, data.spec.kind, "data.kind");
    const Options options = checkedOptions(info, data.spec.options, "data");
    const auto file = std::filesystem::absolute(std::filesystem::path(model.folder) / options.text("path"));
    TableFormat format;
    format.separator = options.text("separator");
    format.decimal = options.text("decimal");
    format.header = options.flag("header");
    const Table table =
        data.table ? parseTable(*data.table, format, {}, file.filename().string()) : readTable(file.string(), format);

    DataSource source;
    source.path = QString::fromStdString(file.lexically_normal().string());
    source.separator = table.format.separator.front();
    source.decimal = table.format.decimal.front();
    source.header = options.flag("header");
    source.dropIncomplete = options.text("missing") == "drop";
    const TableInputs inputs(table, data);
    for (const std::string& feature : data.featureNames) source.inputs.push_back(inputs.input(feature));
    const auto target = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const Column& column) { return column.name == data.targetName; });
    if (target == table.columns.end())
        throw Error("The table's columns have changed since it was read: the target " + data.targetName +
                    " is gone; open the table again.");
    source.target = target - table.columns.begin();
    source.numberedClasses = data.task == Task::Classification && target->type == ColumnType::Number;
    if (source.numberedClasses)
        for (const std::string& name : data.classNames) {
            double number = 0;
            std::from_chars(name.data(), name.data() + name.size(), number);
            source.classNumbers.push_back(number);
        }
    source.validationRows = validationRowsOf(data);
    if (!options.text("part").empty()) source.leftOutRows = leftOutRowsOf(data, table.rowCount);
    return source;
}

}  // namespace

QByteArray pointsToCsv(const Dataset& data) {
    std::vector<std::string> lines(static_cast<std::size_t>(data.training.count() + data.validation.count()));
    for (const DataPart* part : {&data.training, &data.validation}) {
        for (Index i = 0; i < part->count(); ++i) {
            const auto sample = static_cast<std::size_t>(i);
            std::string line;
            for (Index k = 0; k < part->inputs.rows(); ++k) line += shortestText(part->inputs(k, i)) + ',';
            line += part->labels.empty() ? shortestText(part->values(0, i))
                                         : quoted(data.classNames[static_cast<std::size_t>(part->labels[sample])]);
            lines.at(static_cast<std::size_t>(part->sourceRows[sample])) = line;
        }
    }
    std::string csv;
    for (const std::string& name : data.inputNames) csv += quoted(name) + ',';
    csv += quoted(data.targetName) + '\n';
    for (const std::string& line : lines) csv += line + '\n';
    return QByteArray::fromStdString(csv);
}

namespace {

bool holds(const QString& path, const std::string& bytes) {
    QFile file(path);
    return file.size() == static_cast<qint64>(bytes.size()) && file.open(QIODevice::ReadOnly) &&
           file.readAll() == QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

}  // namespace

DataSource dataSourceOf(const Model& model, const QString& pointsPath) {
    const Dataset& data = *model.data;
    if (!data.generated) {
        DataSource source = tableSource(model);
        // Of a document that holds its table, or whose file was changed or removed since, the program gets its own.
        if (data.table && !holds(source.path, *data.table)) {
            source.path = pointsPath;
            source.points = QByteArray::fromStdString(*data.table);
        }
        return source;
    }
    DataSource source;
    source.path = pointsPath;
    source.points = pointsToCsv(data);
    source.formulas = true;
    for (Index i = 0; i < data.inputCount(); ++i) source.inputs.push_back({i, {}});
    source.target = data.inputCount();
    source.validationRows = validationRowsOf(data);
    return source;
}

}  // namespace glassbox
