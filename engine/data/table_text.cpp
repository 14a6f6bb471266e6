#include "engine/data/table_text.h"

#include "engine/data/record_reader.h"

#include <algorithm>
#include <map>

namespace glassbox {

namespace {

bool startsWith(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

/// Length of the UTF-8 character at i, 0 if there is none.
std::size_t utf8Length(std::string_view text, std::size_t i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || i + length > text.size()) return 0;
    for (std::size_t k = 1; k < length; ++k) {
        if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return 0;
    }
    return length;
}

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string fromLatin1(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xC0U | (byte >> 6U));
            result += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return result;
}

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\x1a';
}

/// How many cells each of the first records has with this separator; empty if quotes don't close.
std::vector<std::size_t> widths(std::string_view text, char separator) {
    constexpr std::size_t sample = 1 << 18;
    constexpr std::size_t records = 60;
    const bool cut = text.size() > sample;
    RecordReader reader(text.substr(0, sample), separator);
    std::vector<std::size_t> result;
    std::vector<std::string_view> cells;
    try {
        while (result.size() < records && reader.next(cells)) result.push_back(cells.size());
    } catch (const Error&) {
        return result;
    }
    if (cut && result.size() > 1 && reader.position() >= sample) result.pop_back();
    return result;
}

}  // namespace

std::string_view tableText(std::string_view bytes, std::string& storage, std::vector<std::string>& notes) {
    const std::string asCsv = "save it as CSV in UTF-8 and open that.";
    if (startsWith(bytes, "\xFF\xFE") || startsWith(bytes, "\xFE\xFF")) {
        throw Error("The text is encoded in UTF-16, which is not read; " + asCsv);
    }
    if (startsWith(bytes, "PK\x03\x04"))
        throw Error("This is a packed file (a spreadsheet, perhaps), no text; " + asCsv);
    if (startsWith(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
    while (!bytes.empty() && bytes.back() == '\x1a') bytes.remove_suffix(1);  // how DOS ends a text
    const auto control = std::find_if(bytes.begin(), bytes.end(), isControl);
    if (control != bytes.end()) {
        const auto line = 1 + std::count(bytes.begin(), control, '\n');
        throw Error("This is no text: line " + std::to_string(line) + " has a byte with the value " +
                    std::to_string(static_cast<int>(*control)) + "; " + asCsv);
    }
    const auto some = bytes.find_first_not_of(" \t\r\n\f\v\x1a");
    if (some == std::string_view::npos) throw Error("The table is empty; choose a file with a line for each sample.");
    if (isUtf8(bytes)) return bytes;
    storage = fromLatin1(bytes);
    notes.push_back("The text is not UTF-8 and was read as Latin-1; check names with accents.");
    return storage;
}

char guessSeparator(std::string_view text) {
    struct Candidate {
        char separator;
        bool even = false;
        std::size_t usual = 0;  // cells in most records
        double share = 0;       // of those records
    };
    std::vector<Candidate> candidates{
        {'\t'}, {';'}, {'|'}, {','}, {' '}};  // the rarer in texts and numbers, the earlier
    for (Candidate& candidate : candidates) {
        std::map<std::size_t, std::size_t> counts;
        const auto all = widths(text, candidate.separator);
        for (const std::size_t width : all) ++counts[width];
        std::size_t most = 0;
        for (const auto& [width, count] : counts) {
            if (count > most) {
                most = count;
                candidate.usual = width;
            }
        }
        candidate.share = all.empty() ? 0 : static_cast<double>(most) / static_cast<double>(all.size());
        candidate.even = counts.size() == 1 && candidate.usual > 1;
    }
    for (const Candidate& candidate : candidates) {
        if (candidate.even) return candidate.separator;
    }
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
        const bool splits = candidate.usual > 1 && candidate.separator != ' ';
        if (splits && (!best || candidate.share > best->share)) best = &candidate;
    }
    return best ? best->separator : ',';
}

}  // namespace glassbox
