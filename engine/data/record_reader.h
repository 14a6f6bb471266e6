#pragma once

#include "engine/nn/tensor.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace glassbox {

/// Splits text into records and cells: quoting as in RFC 4180, lines ending in LF, CR LF or CR, blanks around unquoted
/// cells dropped, blank lines skipped. Where a blank is the separator, several count as one.
class RecordReader {
  public:
    RecordReader(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    /// False at the end. The cells stay valid until the next call. Throws Error for a quote that is never closed.
    bool next(std::vector<std::string_view>& cells);
    /// Line in which the last record began, from 1.
    Index line() const { return m_recordLine; }
    std::size_t position() const { return m_position; }

  private:
    void readRecord(std::vector<std::string_view>& cells);
    std::string_view readQuoted();
    std::string_view readPlain();
    void skipBlanks();
    bool atLineEnd() const;
    void endLine();

    std::string_view m_text;
    char m_separator;
    std::size_t m_position = 0;
    Index m_line = 1;
    Index m_recordLine = 1;
    std::deque<std::string> m_unescaped;  // cells that had doubled quotes; a deque never moves them
};

}  // namespace glassbox
