#include "engine/data/table.h"
#include "engine/data/table_parser.h"
#include "engine/data/table_text.h"

#include <filesystem>
#include <fstream>

namespace glassbox {

namespace {

std::string contents(const std::filesystem::path& path, const std::string& name, const Progress& progress) {
    namespace fs = std::filesystem;
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (status.type() == fs::file_type::not_found)
        throw Error("There is no file \"" + path.string() + "\"; choose another.");
    if (status.type() == fs::file_type::directory) throw Error(name + " is a folder; choose a file in it.");
    if (status.type() != fs::file_type::regular)
        throw Error(name + " can't be read as it is no ordinary file; choose another.");
    const auto size = static_cast<std::uint64_t>(fs::file_size(path, problem));
    constexpr std::uint64_t largest = std::uint64_t{2} << 30U;
    if (!problem && size > largest)
        throw Error(name + " is larger than 2 GB, the most that is read; leave out rows or columns.");
    std::ifstream file(path, std::ios::binary);
    if (problem || !file) throw Error(name + " can't be opened; check that you may read it.");
    std::string text(static_cast<std::size_t>(size), '\0');
    constexpr std::size_t piece = std::size_t{1} << 24U;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const std::size_t length = std::min(piece, text.size() - at);
        file.read(text.data() + at, static_cast<std::streamsize>(length));
        if (static_cast<std::size_t>(file.gcount()) != length)
            throw Error(name + " can't be read to its end; check the disk.");
        const double share = static_cast<double>(at) / static_cast<double>(text.size());
        if (progress && !progress(0.1 * share)) throw Cancelled();
    }
    return text;
}

}  // namespace

TableBytes readTableFile(const std::string& path, const Progress& progress) {
    const std::filesystem::path file(path);
    return std::make_shared<const std::string>(contents(file, file.filename().string(), progress));
}

Table readTable(const std::string& path, const TableFormat& format, const Progress& progress) {
    const std::filesystem::path file(path);
    const std::string name = file.filename().string();
    return parseTable(contents(file, name, progress), format, progress, name);
}

Table parseTable(std::string_view text, const TableFormat& format, const Progress& progress, const std::string& name) {
    try {
        std::string storage;
        std::vector<std::string> notes;
        const std::string_view clean = tableText(text, storage, notes);
        return TableParser(clean, format, progress, std::move(notes)).parse();
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        if (name.empty()) throw;
        std::string sentence = error.what();
        if (sentence.front() >= 'A' && sentence.front() <= 'Z') sentence.front() += 'a' - 'A';  // behind a colon
        throw Error(name + ": " + sentence);
    }
}

}  // namespace glassbox
