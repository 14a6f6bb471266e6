#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace glassbox {

/// The numbers behind a picture, in named columns: the one source of what is written as CSV and as JSON.
class DataTable {
  public:
    /// `digits`: significant ones that are written; 0: as few as read back as the same number. A number that is not
    /// finite is written as nan or inf in CSV and as null in JSON.
    struct Number {
        double value = 0;
        int digits = 0;
    };
    /// Nothing is an empty field in CSV and null in JSON.
    using Cell = std::variant<std::monostate, std::int64_t, Number, QString>;
    struct Column {
        QString name;
        bool quoted = false;  ///< its text stands in quotation marks in CSV even where it needs none
    };

    DataTable() = default;
    explicit DataTable(const QStringList& columns);
    explicit DataTable(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    /// Cells come row by row; the row is full when each column has one.
    DataTable& operator<<(const Cell& cell);
    DataTable& operator<<(const QString& text) { return *this << Cell(text); }
    DataTable& operator<<(const std::string& text) { return *this << Cell(QString::fromStdString(text)); }
    DataTable& operator<<(const char* text) { return *this << Cell(QString::fromUtf8(text)); }
    DataTable& operator<<(std::int64_t number) { return *this << Cell(number); }
    DataTable& operator<<(int number) { return *this << Cell(std::int64_t{number}); }
    DataTable& operator<<(bool yes) { return *this << Cell(std::int64_t{yes ? 1 : 0}); }
    /// Nine digits read back as the same float.
    DataTable& operator<<(float number) { return *this << Cell(Number{static_cast<double>(number), 9}); }
    DataTable& operator<<(double number) { return *this << Cell(Number{number, 9}); }
    DataTable& operator<<(std::nullopt_t) { return *this << Cell(); }

    const std::vector<Column>& columns() const { return m_columns; }
    /// Full rows.
    std::size_t rows() const { return m_columns.empty() ? 0 : m_cells.size() / m_columns.size(); }
    bool isEmpty() const { return rows() == 0; }
    const Cell& at(std::size_t row, std::size_t column) const { return m_cells[row * m_columns.size() + column]; }

  private:
    std::vector<Column> m_columns;
    std::vector<Cell> m_cells;
};

/// What is told with a table where its format has room for it.
struct DataTableAbout {
    QString title;
    QString description;  ///< how to repeat it
    std::optional<std::uint64_t> seed{};
};

/// A line of names and a line for each row, as RFC 4180 quotes them but with line feeds alone.
QByteArray tableCsv(const DataTable& table);
/// {"title": ..., "description": ..., "seed": ..., "columns": [names], "rows": [[cells], ...]}: a row a line; what is
/// not told is left out.
QByteArray tableJson(const DataTable& table, const DataTableAbout& about = {});
/// CSV or JSON by the ending of the path, whole or not at all. Throws Error.
void writeTable(const QString& path, const DataTable& table, const DataTableAbout& about = {});

}  // namespace glassbox
