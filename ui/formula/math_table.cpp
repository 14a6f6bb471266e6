#include "ui/formula/math_table.h"

namespace glassbox {

namespace {

// The layout of the bytes is that of the OpenType specification, chapter MATH.

/// Big-endian numbers at places in the table; 0 where it has ended.
class Bytes {
  public:
    Bytes(const QByteArray& bytes, double em) : m_bytes(bytes), m_em(em) {}

    int word(qsizetype at) const {
        if (at < 0 || at + 2 > m_bytes.size()) return 0;
        return static_cast<quint8>(m_bytes[at]) << 8 | static_cast<quint8>(m_bytes[at + 1]);
    }
    double length(qsizetype at) const { return word(at) / m_em; }
    double signedLength(qsizetype at) const { return static_cast<qint16>(word(at)) / m_em; }
    /// The place that the offset at `at`, counted from `base`, names; -1: none.
    qsizetype follow(qsizetype base, qsizetype at) const {
        if (base < 0) return -1;
        const int offset = word(base + at);
        return offset == 0 ? -1 : base + offset;
    }
    /// The glyphs of a coverage table in its order.
    std::vector<quint32> glyphs(qsizetype at) const {
        std::vector<quint32> found;
        if (at < 0) return found;
        const int format = word(at), count = word(at + 2);
        for (int i = 0; i < count; ++i) {
            if (format == 1) {
                found.push_back(static_cast<quint32>(word(at + 4 + 2 * i)));
            } else if (format == 2) {
                const int first = word(at + 4 + 6 * i), last = word(at + 6 + 6 * i);
                for (int glyph = first; glyph <= last; ++glyph) found.push_back(static_cast<quint32>(glyph));
            }
            if (found.size() > 0xFFFF) break;
        }
        return found;
    }

  private:
    const QByteArray& m_bytes;
    double m_em;
};

void readConstants(const Bytes& bytes, qsizetype at, MathConstants& c) {
    if (at < 0) return;
    const int script = bytes.word(at), small = bytes.word(at + 2);
    if (script >= 40 && script <= 100) c.scriptScale = script / 100.0;
    if (small >= 30 && small <= script) c.scriptScriptScale = small / 100.0;
    c.displayOperatorHeight = bytes.length(at + 6);
    // Records of a value and an offset to corrections for small screens, which we don't need.
    const auto value = [&](int index) { return bytes.signedLength(at + 8 + 4 * index); };
    const struct {
        int index;
        double& target;
    } values[] = {{1, c.axis},
                  {2, c.accentBase},
                  {4, c.subDown},
                  {5, c.subTopMax},
                  {6, c.subDropMin},
                  {7, c.supUp},
                  {8, c.supUpCramped},
                  {9, c.supBottomMin},
                  {10, c.supDropMax},
                  {11, c.subSupGap},
                  {12, c.supBottomMaxWithSub},
                  {13, c.afterScript},
                  {14, c.upperGap},
                  {15, c.upperRise},
                  {16, c.lowerGap},
                  {17, c.lowerDrop},
                  {18, c.stackUp},
                  {19, c.stackUpDisplay},
                  {20, c.stackDown},
                  {21, c.stackDownDisplay},
                  {28, c.numeratorUp},
                  {29, c.numeratorUpDisplay},
                  {30, c.denominatorDown},
                  {31, c.denominatorDownDisplay},
                  {32, c.numeratorGap},
                  {33, c.numeratorGapDisplay},
                  {34, c.fractionRule},
                  {35, c.denominatorGap},
                  {36, c.denominatorGapDisplay},
                  {39, c.overbarGap},
                  {40, c.overbarRule},
                  {41, c.overbarExtra},
                  {42, c.underbarGap},
                  {43, c.underbarRule},
                  {44, c.underbarExtra},
                  {45, c.radicalGap},
                  {46, c.radicalGapDisplay},
                  {47, c.radicalRule},
                  {48, c.radicalExtra},
                  {49, c.degreeBefore},
                  {50, c.degreeAfter}};
    for (const auto& [index, target] : values) {
        if (const double told = value(index); told != 0) target = told;  // some typefaces fill in a few only
    }
    if (const int percent = bytes.word(at + 8 + 4 * 51); percent > 0) c.degreeRaise = percent / 100.0;
}

void readGlyphValues(const Bytes& bytes, qsizetype at, QHash<quint32, double>& values) {
    if (at < 0) return;
    const auto glyphs = bytes.glyphs(bytes.follow(at, 0));
    const auto count = std::min(glyphs.size(), static_cast<std::size_t>(bytes.word(at + 2)));
    for (std::size_t i = 0; i < count; ++i)
        values.insert(glyphs[i], bytes.signedLength(at + 4 + 4 * static_cast<qsizetype>(i)));
}

GlyphSizes readSizes(const Bytes& bytes, qsizetype at) {
    GlyphSizes sizes;
    for (int i = 0; i < bytes.word(at + 2); ++i) {
        const qsizetype place = at + 4 + 4 * i;
        sizes.variants.push_back({static_cast<quint32>(bytes.word(place)), bytes.length(place + 2)});
    }
    const qsizetype assembly = bytes.follow(at, 0);
    if (assembly < 0) return sizes;
    for (int i = 0; i < bytes.word(assembly + 4); ++i) {
        const qsizetype place = assembly + 6 + 10 * i;
        sizes.parts.push_back({static_cast<quint32>(bytes.word(place)), bytes.length(place + 2),
                               bytes.length(place + 4), bytes.length(place + 6), (bytes.word(place + 8) & 1) != 0});
    }
    return sizes;
}

void readVariants(const Bytes& bytes, qsizetype at, MathTable& table) {
    if (at < 0) return;
    table.minOverlap = bytes.length(at);
    const auto tall = bytes.glyphs(bytes.follow(at, 2)), wide = bytes.glyphs(bytes.follow(at, 4));
    const auto tallCount = static_cast<std::size_t>(bytes.word(at + 6));
    const auto wideCount = static_cast<std::size_t>(bytes.word(at + 8));
    const auto read = [&](std::size_t index) { return bytes.follow(at, 10 + 2 * static_cast<qsizetype>(index)); };
    for (std::size_t i = 0; i < std::min(tallCount, tall.size()); ++i) {
        if (const qsizetype place = read(i); place >= 0) table.tall.insert(tall[i], readSizes(bytes, place));
    }
    for (std::size_t i = 0; i < std::min(wideCount, wide.size()); ++i) {
        if (const qsizetype place = read(tallCount + i); place >= 0)
            table.wide.insert(wide[i], readSizes(bytes, place));
    }
}

}  // namespace

MathTable readMathTable(const QByteArray& bytes, double unitsPerEm) {
    MathTable table;
    if (bytes.size() < 10 || unitsPerEm <= 0) return table;
    const Bytes reader(bytes, unitsPerEm);
    if (reader.word(0) != 1) return table;
    readConstants(reader, reader.follow(0, 4), table.constants);
    if (const qsizetype info = reader.follow(0, 6); info >= 0) {
        readGlyphValues(reader, reader.follow(info, 0), table.italics);
        readGlyphValues(reader, reader.follow(info, 2), table.accentPlace);
    }
    readVariants(reader, reader.follow(0, 8), table);
    return table;
}

}  // namespace glassbox
