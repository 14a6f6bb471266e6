#include "engine/data/record_reader.h"

#include "engine/nn/error.h"

namespace glassbox {

bool RecordReader::next(std::vector<std::string_view>& cells) {
    while (m_position < m_text.size()) {
        cells.clear();
        if (!m_unescaped.empty()) m_unescaped.clear();
        m_recordLine = m_line;
        const std::size_t start = m_position;
        readRecord(cells);
        const bool blank = cells.empty() || (cells.size() == 1 && cells.front().empty() && m_text[start] != '"');
        if (!blank) return true;
    }
    return false;
}

void RecordReader::readRecord(std::vector<std::string_view>& cells) {
    while (true) {
        skipBlanks();
        if (m_separator == ' ' && atLineEnd()) return endLine();
        cells.push_back(m_position < m_text.size() && m_text[m_position] == '"' ? readQuoted() : readPlain());
        if (atLineEnd()) return endLine();
        ++m_position;  // the separator
    }
}

std::string_view RecordReader::readQuoted() {
    const Index openedIn = m_line;
    const std::size_t start = ++m_position;
    std::size_t from = start;     // of what was not copied yet
    std::string* copy = nullptr;  // only needed for doubled quotes and text behind the closing one
    const auto append = [&](std::size_t to) {
        if (!copy) copy = &m_unescaped.emplace_back();
        copy->append(m_text.substr(from, to - from));
    };
    while (true) {
        const std::size_t quote = m_text.find('"', m_position);
        if (quote == std::string_view::npos) {
            throw Error("Line " + std::to_string(openedIn) +
                        ": a quote (\") opens here and is never closed; close it or remove it.");
        }
        for (std::size_t i = m_position; i < quote; ++i) {
            if (m_text[i] == '\n' || (m_text[i] == '\r' && m_text[i + 1] != '\n')) ++m_line;
        }
        m_position = quote + 1;
        if (m_position >= m_text.size() || m_text[m_position] != '"') {
            if (copy) append(quote);
            const std::string_view inside = copy ? std::string_view(*copy) : m_text.substr(start, quote - start);
            const std::string_view behind = readPlain();
            if (behind.empty()) return inside;
            // Against the rules, but common: text goes on behind the closing quote.
            std::string& joined = m_unescaped.emplace_back(inside);
            joined += behind;
            return joined;
        }
        append(quote + 1);
        from = ++m_position;
    }
}

std::string_view RecordReader::readPlain() {
    const std::size_t start = m_position;
    while (m_position < m_text.size()) {
        const char c = m_text[m_position];
        if (c == m_separator || c == '\n' || c == '\r') break;
        ++m_position;
    }
    std::size_t end = m_position;
    while (end > start && (m_text[end - 1] == ' ' || m_text[end - 1] == '\t')) --end;
    return m_text.substr(start, end - start);
}

void RecordReader::skipBlanks() {
    while (m_position < m_text.size() &&
           (m_text[m_position] == ' ' || (m_text[m_position] == '\t' && m_separator != '\t'))) {
        ++m_position;
    }
}

bool RecordReader::atLineEnd() const {
    return m_position >= m_text.size() || m_text[m_position] == '\n' || m_text[m_position] == '\r';
}

void RecordReader::endLine() {
    if (m_position >= m_text.size()) return;
    const bool carriageReturn = m_text[m_position++] == '\r';
    if (carriageReturn && m_position < m_text.size() && m_text[m_position] == '\n') ++m_position;
    ++m_line;
}

}  // namespace glassbox
