#include "engine/experiment/names.h"
#include "engine/formats/npy.h"
#include "engine/nn/error.h"

#include <QtEndian>

#include <charconv>
#include <limits>
#include <string_view>

namespace glassbox {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr Index longestHeader = 65535;  // NumPy's own arrays need about 120
constexpr std::size_t mostDimensions = 32;

[[noreturn]] void refuse(const std::string& reason) {
    throw Error(reason);
}

/// Reads the Python dictionary in which NumPy describes an array: {'descr': '<f4', 'fortran_order': False, 'shape': (3,
/// 4), }
class HeaderReader {
  public:
    explicit HeaderReader(std::string_view text) : m_rest(text) {}

    NpyHeader read() {
        NpyHeader header;
        bool hasType = false, hasOrder = false, hasShape = false;
        expect('{');
        while (!take('}')) {
            const std::string key = text();
            expect(':');
            if (key == "descr" && !hasType)
                header.type = type(), hasType = true;
            else if (key == "fortran_order" && !hasOrder)
                header.fortranOrder = flag(), hasOrder = true;
            else if (key == "shape" && !hasShape)
                header.shape = shape(), hasShape = true;
            else
                refuse("its header has a key that does not belong there, " + inQuotes(key));
            if (!take(',')) {
                expect('}');
                break;
            }
        }
        skip();
        if (!m_rest.empty() || !hasType || !hasOrder || !hasShape) broken();
        return header;
    }

  private:
    [[noreturn]] static void broken() { refuse("its header is damaged"); }
    void skip() {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\n' || m_rest.front() == '\t'))
            m_rest.remove_prefix(1);
    }
    bool take(char c) {
        skip();
        if (m_rest.empty() || m_rest.front() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool take(std::string_view word) {
        skip();
        if (!m_rest.starts_with(word)) return false;
        m_rest.remove_prefix(word.size());
        return true;
    }
    void expect(char c) {
        if (!take(c)) broken();
    }
    std::string text() {
        const char quote = take('\'') ? '\'' : '"';
        if (quote == '"') expect('"');
        const std::size_t end = m_rest.find(quote);
        if (end == std::string_view::npos) broken();
        std::string value(m_rest.substr(0, end));
        m_rest.remove_prefix(end + 1);
        return value;
    }
    bool flag() {
        if (take(std::string_view("True"))) return true;
        if (!take(std::string_view("False"))) broken();
        return false;
    }
    NpyHeader::Type type() {
        using Type = NpyHeader::Type;
        skip();
        if (m_rest.starts_with('[')) refuse("it holds records; save plain arrays of float32");
        const std::string name = text();
        if (name == "<f4") return Type::Float32;
        if (name == "<f8") return Type::Float64;
        if (name == "<i8") return Type::Int64;
        if (name == "<i4") return Type::Int32;
        if (name == "|b1") return Type::Bool;
        refuse("it holds numbers of the type " + inQuotes(name) + "; save it as float32");
    }
    std::vector<Index> shape() {
        std::vector<Index> sizes;
        expect('(');
        while (!take(')')) {
            skip();
            Index size = 0;
            const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), size);
            if (error != std::errc() || size < 0) broken();
            m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
            if (sizes.size() == mostDimensions) refuse("it has more than 32 dimensions");
            sizes.push_back(size);
            if (!take(',')) {
                expect(')');
                break;
            }
        }
        return sizes;
    }

    std::string_view m_rest;
};

}  // namespace

Index NpyHeader::itemSize() const {
    switch (type) {
        case Type::Float64:
        case Type::Int64:
            return 8;
        case Type::Float32:
        case Type::Int32:
            return 4;
        case Type::Bool:
            return 1;
    }
    return 1;
}

Index npyHeaderSize(const QByteArray& start) {
    const std::string_view bytes(start.constData(), static_cast<std::size_t>(start.size()));
    if (!bytes.starts_with(magic) || start.size() < npyPreamble) refuse("it is no NumPy array");
    const int version = start[6];
    if (version < 1 || version > 3) refuse("it is in a version of NumPy's format that is not known here");
    const Index length = version == 1 ? Index{qFromLittleEndian<quint16>(start.constData() + 8)}
                                      : Index{qFromLittleEndian<quint32>(start.constData() + 8)};
    if (length > longestHeader) refuse("its header is damaged");
    return (version == 1 ? 10 : 12) + length;
}

NpyHeader parseNpyHeader(const QByteArray& start) {
    const Index size = npyHeaderSize(start);
    if (start.size() < size) refuse("it ends in the middle of its header");
    const Index textStart = start[6] == 1 ? 10 : 12;
    NpyHeader header = HeaderReader({start.constData() + textStart, static_cast<std::size_t>(size - textStart)}).read();
    header.dataStart = size;
    constexpr Index most = std::numeric_limits<Index>::max() / 16;
    for (const Index n : header.shape) {
        if (n != 0 && header.count > most / n) refuse("it claims more numbers than any file can hold");
        header.count *= n;
    }
    return header;
}

}  // namespace glassbox
