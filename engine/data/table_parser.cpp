#include "engine/data/table_parser.h"

#include "engine/data/cell_value.h"
#include "engine/data/table_text.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <unordered_map>

namespace glassbox {

namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

std::string lineText(Index line) {
    return "Line " + std::to_string(line);
}

std::string separatorName(char separator) {
    switch (separator) {
        case '\t':
            return "tabs";
        case ';':
            return "semicolons";
        case '|':
            return "bars";
        case ' ':
            return "blanks";
        default:
            return "commas";
    }
}

bool holdsNumber(std::string_view cell) {
    return readCell(cell, '.').kind == CellKind::Number || readCell(cell, ',').kind == CellKind::Number;
}

}  // namespace

struct TableParser::Codes {
    std::unordered_map<std::string, Index, TextHash, std::equal_to<>> index;
};

TableParser::TableParser(std::string_view text, TableFormat format, const Progress& progress,
                         std::vector<std::string> notes)
    : m_text(text), m_format(std::move(format)), m_progress(progress) {
    m_table.notes = std::move(notes);
    for (const auto& [name, value] :
         {std::pair{"separator", &m_format.separator}, std::pair{"decimal mark", &m_format.decimal}}) {
        if (*value != "auto" && value->size() != 1)
            throw Error("The " + std::string(name) + " must be one character, or \"auto\".");
    }
    m_separator = m_format.separator == "auto" ? guessSeparator(text) : m_format.separator.front();
}

Table TableParser::parse() {
    scan();
    decideHeader();
    dropTrailingColumn();
    decideDecimal();
    nameColumns();
    decideTypes();
    fill();
    sortCategories();
    if (m_format.separator == "auto" && m_table.columns.size() > 1) {
        m_table.notes.push_back("Values are separated by " + separatorName(m_separator) + " (guessed).");
    }
    m_format.separator = std::string(1, m_separator);
    m_format.decimal = std::string(1, m_decimal);
    m_format.header = m_header;
    m_table.format = m_format;
    m_table.truncated = m_more;
    return std::move(m_table);
}

void TableParser::tick(std::size_t position, double from, double to) {
    constexpr std::size_t often = 1 << 20;
    if (position - m_lastTick < often) return;
    m_lastTick = position;
    const double share = static_cast<double>(position) / static_cast<double>(m_text.size());
    if (m_progress && !m_progress(from + (to - from) * share)) throw Cancelled();
}

void TableParser::see(Seen& seen, std::string_view cell, Index line) const {
    const CellValue point = readCell(cell, '.');
    if (point.kind == CellKind::Missing) return;
    ++seen.values;
    // Only a cell with one of the two marks reads differently with the other.
    const bool marked = cell.find_first_of(".,") != std::string_view::npos;
    const CellValue comma = marked ? readCell(cell, ',') : point;
    if (point.kind == CellKind::Text) seen.pointNumbers = false;
    if (comma.kind == CellKind::Text) seen.commaNumbers = false;
    if (point.kind == CellKind::Text && comma.kind == CellKind::Text) {
        if (seen.texts++ == 0) {
            seen.firstText = cell.substr(0, 100);
            seen.firstTextLine = line;
        }
    } else if (point.kind == CellKind::Text && seen.firstOtherLine == 0) {
        seen.firstOther = cell.substr(0, 100);
        seen.firstOtherLine = line;
    }
    if ((point.kind == CellKind::TooLarge || comma.kind == CellKind::TooLarge) && seen.firstTooLargeLine == 0) {
        seen.firstTooLarge = cell.substr(0, 100);
        seen.firstTooLargeLine = line;
    }
}

void TableParser::scan() {
    constexpr std::size_t sampleSize = 200;
    RecordReader reader(m_text, m_separator);
    std::vector<std::string_view> cells;
    reader.next(cells);
    m_firstCells.assign(cells.begin(), cells.end());
    m_firstLine = reader.line();
    m_records = 1;
    const auto width = static_cast<Index>(m_firstCells.size());
    if (width > maximumColumns) {
        throw Error("The table has " + std::to_string(width) + " columns, more than the " +
                    std::to_string(maximumColumns) + " that are read; check the separator or leave columns out.");
    }
    m_seen.resize(m_firstCells.size());
    m_lastTick = 0;
    while (reader.next(cells)) {
        if (m_format.rowLimit > 0 && m_records > m_format.rowLimit) {
            m_more = true;
            break;
        }
        checkWidth(cells, reader.line());
        if (m_sample.size() < sampleSize) m_sample.emplace_back(cells.begin(), cells.end());
        for (std::size_t i = 0; i < m_seen.size(); ++i) see(m_seen[i], cells[i], reader.line());
        if (++m_records * width > maximumCells + width) {
            throw Error("The table has more than " + std::to_string(maximumCells / 1'000'000) +
                        " million cells, the most that are read; leave out rows or columns.");
        }
        tick(reader.position(), 0.1, 0.5);
    }
}

void TableParser::checkWidth(std::vector<std::string_view>& cells, Index line) const {
    const std::size_t width = m_firstCells.size();
    if (cells.size() == width + 1 && cells.back().empty()) cells.pop_back();
    if (cells.size() + 1 == width && m_firstCells.back().empty()) cells.emplace_back();
    if (cells.size() == width) return;
    throw Error(lineText(line) + " has " + counted(static_cast<Index>(cells.size()), "value") + " where line " +
                std::to_string(m_firstLine) + " has " + std::to_string(width) + "; put a value containing " +
                "the separator in quotes, or add what is missing (values are taken to be separated by " +
                separatorName(m_separator) + ").");
}

void TableParser::decideHeader() {
    const bool numbers = std::any_of(m_firstCells.begin(), m_firstCells.end(), holdsNumber);
    if (m_format.header) {
        m_header = *m_format.header;
        if (m_header && numbers) {
            m_table.notes.push_back(
                "The first line has numbers but is read as names; switch \"header\" off if it is a sample.");
        }
    } else {
        m_header = !numbers;
        const bool numbersBelow = std::any_of(m_seen.begin(), m_seen.end(), [](const Seen& seen) {
            return seen.values > 0 && (seen.pointNumbers || seen.commaNumbers);
        });
        if (m_header && !numbersBelow) {
            // Nothing but text: names differ from each other and from what stands below them.
            const std::set<std::string> distinct(m_firstCells.begin(), m_firstCells.end());
            m_header = distinct.size() == m_firstCells.size() && !distinct.contains("");
            for (const auto& record : m_sample) {
                for (std::size_t i = 0; i < record.size(); ++i) m_header = m_header && record[i] != m_firstCells[i];
            }
        }
        m_table.notes.push_back(m_header ? "The first line is read as the names of the columns (guessed)."
                                         : "There is no line of names (guessed).");
    }
    if (m_header) {
        m_table.rowCount = m_records - 1;
        if (m_table.rowCount == 0)
            throw Error("The table has a line of names but no rows below it; add samples, a line each.");
        return;
    }
    m_table.rowCount = m_records;
    if (m_format.rowLimit > 0 && m_records > m_format.rowLimit) {
        m_table.rowCount = m_format.rowLimit;
        m_more = true;
    }
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        Seen first;
        see(first, m_firstCells[i], m_firstLine);
        Seen& all = m_seen[i];
        all.pointNumbers = all.pointNumbers && first.pointNumbers;
        all.commaNumbers = all.commaNumbers && first.commaNumbers;
        all.values += first.values;
        all.texts += first.texts;
        if (first.firstTextLine)
            std::tie(all.firstText, all.firstTextLine) = std::tie(first.firstText, first.firstTextLine);
        if (first.firstOtherLine)
            std::tie(all.firstOther, all.firstOtherLine) = std::tie(first.firstOther, first.firstOtherLine);
        if (first.firstTooLargeLine) {
            std::tie(all.firstTooLarge, all.firstTooLargeLine) = std::tie(first.firstTooLarge, first.firstTooLargeLine);
        }
    }
}

void TableParser::dropTrailingColumn() {
    if (m_firstCells.size() < 2 || !m_firstCells.back().empty() || m_seen.back().values > 0) return;
    m_firstCells.pop_back();
    m_seen.pop_back();
    m_table.notes.emplace_back("Lines end with a separator; the empty column behind it was left out.");
}

void TableParser::decideDecimal() {
    if (m_format.decimal != "auto") {
        m_decimal = m_format.decimal.front();
        return;
    }
    Index point = 0;
    Index comma = 0;
    for (const Seen& seen : m_seen) {
        if (seen.pointNumbers && !seen.commaNumbers) ++point;
        if (seen.commaNumbers && !seen.pointNumbers) ++comma;
    }
    if (m_separator == ',' || comma <= point) return;
    m_decimal = ',';
    m_table.notes.emplace_back("The decimal mark is a comma (guessed).");
}

void TableParser::nameColumns() {
    std::set<std::string> names;
    m_table.columns.resize(m_firstCells.size());
    for (std::size_t i = 0; i < m_firstCells.size(); ++i) {
        std::string name = m_header ? m_firstCells[i] : "";
        if (name.empty()) name = "column " + std::to_string(i + 1);
        const std::string wanted = name;
        for (int n = 2; !names.insert(name).second; ++n) name = wanted + " (" + std::to_string(n) + ")";
        if (name != wanted) {
            m_table.notes.push_back("The name " + inQuotes(wanted) +
                                    " stands over several columns; one is now called " + inQuotes(name) + ".");
        }
        m_table.columns[i].name = std::move(name);
    }
}

void TableParser::decideTypes() {
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        const Seen& seen = m_seen[i];
        Column& column = m_table.columns[i];
        if (m_decimal == '.' ? seen.pointNumbers : seen.commaNumbers) {
            column.type = ColumnType::Number;
            if (seen.firstTooLargeLine == 0) continue;
            throw Error(lineText(seen.firstTooLargeLine) + ", column " + inQuotes(column.name) + ": " +
                        inQuotes(seen.firstTooLarge) +
                        " is beyond the largest number that can be used (3.4e38); correct it or leave the cell empty.");
        }
        column.type = ColumnType::Category;
        const bool other = seen.firstTextLine == 0 || (seen.firstOtherLine && seen.firstOtherLine < seen.firstTextLine);
        column.firstText = other ? seen.firstOther : seen.firstText;
        column.firstTextLine = other ? seen.firstOtherLine : seen.firstTextLine;
        // Nearly all cells are numbers, or all are with the other decimal mark ("1,234" with thousands, say).
        if ((seen.values > 10 && seen.texts * 10 < seen.values) || seen.texts == 0) {
            m_table.notes.push_back("Column " + inQuotes(column.name) + " is read as text because of " +
                                    inQuotes(column.firstText) + " in line " + std::to_string(column.firstTextLine) +
                                    ".");
        }
    }
}

void TableParser::fill() {
    const auto rows = static_cast<std::size_t>(m_table.rowCount);
    m_codes.resize(m_table.columns.size());
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        Column& column = m_table.columns[i];
        column.missing.reserve(rows);
        if (column.type == ColumnType::Number) {
            column.numbers.reserve(rows);
        } else {
            column.codes.reserve(rows);
            m_codes[i] = std::make_shared<Codes>();
        }
    }
    RecordReader reader(m_text, m_separator);
    std::vector<std::string_view> cells;
    if (m_header) reader.next(cells);
    m_lastTick = 0;
    for (std::size_t row = 0; row < rows && reader.next(cells); ++row) {
        checkWidth(cells, reader.line());
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            Column& column = m_table.columns[i];
            if (column.type == ColumnType::Category) {
                addCategory(i, cells[i]);
                continue;
            }
            const CellValue value = readCell(cells[i], m_decimal);
            const bool missing = value.kind != CellKind::Number;
            column.missing.push_back(missing);
            column.missingCount += missing;
            column.numbers.push_back(missing ? std::numeric_limits<double>::quiet_NaN() : value.number);
        }
        tick(reader.position(), 0.5, 0.95);
    }
}

void TableParser::addCategory(std::size_t index, std::string_view cell) {
    Column& column = m_table.columns[index];
    const bool missing = isMissing(cell);
    column.missing.push_back(missing);
    column.missingCount += missing;
    if (missing) {
        column.codes.push_back(-1);
        return;
    }
    auto& known = m_codes[index]->index;
    auto found = known.find(cell);
    if (found == known.end()) {
        found = known.emplace(std::string(cell), static_cast<Index>(column.categories.size())).first;
        column.categories.emplace_back(cell);
    }
    column.codes.push_back(found->second);
}

void TableParser::sortCategories() {
    for (Column& column : m_table.columns) {
        std::vector<Index> order(column.categories.size());
        std::iota(order.begin(), order.end(), Index{0});
        const auto name = [&](Index i) -> std::string& { return column.categories[static_cast<std::size_t>(i)]; };
        std::sort(order.begin(), order.end(), [&](Index a, Index b) { return name(a) < name(b); });
        std::vector<Index> rank(order.size());
        std::vector<std::string> sorted;
        sorted.reserve(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank[static_cast<std::size_t>(order[i])] = static_cast<Index>(i);
            sorted.push_back(std::move(name(order[i])));
        }
        column.categories = std::move(sorted);
        for (Index& code : column.codes) {
            if (code >= 0) code = rank[static_cast<std::size_t>(code)];
        }
    }
}

}  // namespace glassbox
