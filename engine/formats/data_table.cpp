#include "engine/formats/data_table.h"

#include "engine/formats/files.h"
#include "engine/formats/json_text.h"
#include "engine/formats/number_text.h"
#include "engine/nn/error.h"

#include <QFileInfo>

#include <cmath>

namespace glassbox {

namespace {

QByteArray quoted(QString text) {
    return (u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"').toUtf8();
}

QByteArray field(const QString& text, bool always) {
    const bool needed = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return always || needed ? quoted(text) : text.toUtf8();
}

QByteArray digits(const DataTable::Number& number) {
    return number.digits > 0 ? QByteArray::number(number.value, 'g', number.digits)
                             : QByteArray::fromStdString(shortestText(number.value));
}

QByteArray csvCell(const DataTable::Cell& cell, bool always) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return QByteArray::number(qint64{*whole});
    if (const auto* number = std::get_if<DataTable::Number>(&cell)) return digits(*number);
    if (const auto* text = std::get_if<QString>(&cell)) return field(*text, always);
    return {};
}

std::string jsonCell(const DataTable::Cell& cell) {
    if (const auto* text = std::get_if<QString>(&cell)) return Json(text->toStdString()).dump();
    const auto* number = std::get_if<DataTable::Number>(&cell);
    if (std::holds_alternative<std::monostate>(cell) || (number && !std::isfinite(number->value))) return "null";
    return csvCell(cell, false).toStdString();
}

}  // namespace

DataTable::DataTable(const QStringList& columns) {
    for (const QString& name : columns) m_columns.push_back({name, false});
}

DataTable& DataTable::operator<<(const Cell& cell) {
    m_cells.push_back(cell);
    return *this;
}

QByteArray tableCsv(const DataTable& table) {
    QByteArray csv;
    const std::size_t count = table.columns().size();
    for (std::size_t column = 0; column < count; ++column)
        csv += (column > 0 ? "," : "") + field(table.columns()[column].name, false);
    csv += '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < count; ++column) {
            if (column > 0) csv += ',';
            csv += csvCell(table.at(row, column), table.columns()[column].quoted);
        }
        csv += '\n';
    }
    return csv;
}

QByteArray tableJson(const DataTable& table, const DataTableAbout& about) {
    std::string json = "{\n";
    const auto add = [&json](const char* name, const Json& value) {
        json.append("  ").append(Json(name).dump()).append(": ").append(value.dump()).append(",\n");
    };
    if (!about.title.isEmpty()) add("title", about.title.toStdString());
    if (!about.description.isEmpty()) add("description", about.description.toStdString());
    if (about.seed) add("seed", *about.seed);
    Json names = Json::array();
    for (const DataTable::Column& column : table.columns()) names.push_back(column.name.toStdString());
    add("columns", names);
    json += "  \"rows\": [";
    for (std::size_t row = 0; row < table.rows(); ++row) {
        json += row > 0 ? ",\n    [" : "\n    [";
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            json.append(column > 0 ? ", " : "").append(jsonCell(table.at(row, column)));
        json += ']';
    }
    json += table.isEmpty() ? "]\n}\n" : "\n  ]\n}\n";
    return QByteArray::fromStdString(json);
}

void writeTable(const QString& path, const DataTable& table, const DataTableAbout& about) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != u"csv" && ending != u"json")
        throw Error(path.toStdString() +
                    ": numbers can be written as .csv or .json; give the file one of these endings.");
    writeFile(path, ending == u"csv" ? tableCsv(table) : tableJson(table, about));
}

}  // namespace glassbox
