#pragma once

#include "engine/data/record_reader.h"
#include "engine/data/table.h"

#include <memory>

namespace glassbox {

/// Parses a table in two passes over the text: the first finds out how many rows there are and what the columns hold,
/// the second fills them. So nothing but the text and the finished columns is ever in memory.
class TableParser {
  public:
    TableParser(std::string_view text, TableFormat format, const Progress& progress, std::vector<std::string> notes);
    Table parse();

  private:
    /// What the first pass saw in a column below its first cell.
    struct Seen {
        bool pointNumbers = true, commaNumbers = true;  // every cell is a number, with this decimal mark
        Index values = 0;                               // cells that are not missing
        Index texts = 0;                                // cells that are no number, with either mark
        std::string firstText, firstTooLarge;
        Index firstTextLine = 0, firstTooLargeLine = 0;
        std::string firstOther;  // the first cell that is a number with one mark only
        Index firstOtherLine = 0;
    };
    void see(Seen& seen, std::string_view cell, Index line) const;
    void scan();
    /// Evens out a trailing separator; throws Error for a record of another width than the first.
    void checkWidth(std::vector<std::string_view>& cells, Index line) const;
    void decideHeader();
    void decideDecimal();
    void dropTrailingColumn();
    void nameColumns();
    void decideTypes();
    void fill();
    void addCategory(std::size_t column, std::string_view cell);
    void sortCategories();
    /// Reports progress now and then.
    void tick(std::size_t position, double from, double to);

    std::string_view m_text;
    TableFormat m_format;
    const Progress& m_progress;
    std::size_t m_lastTick = 0;
    char m_separator = ',';
    char m_decimal = '.';
    bool m_header = true;
    bool m_more = false;                    // rows beyond the limit
    std::vector<std::string> m_firstCells;  // of the first record: header or data
    Index m_firstLine = 1;
    Index m_records = 0;
    std::vector<Seen> m_seen;
    std::vector<std::vector<std::string>> m_sample;  // some records below the first
    struct Codes;
    std::vector<std::shared_ptr<Codes>> m_codes;
    Table m_table;
};

}  // namespace glassbox
