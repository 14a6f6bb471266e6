#include "ui/formula/math_font.h"

#include <QFontDatabase>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QTextLayout>

#include <cmath>

namespace glassbox {

namespace {

constexpr double em = 1000;  // pixels an em while outlines are taken: whole units of most typefaces

QTransform toEm() {
    return QTransform::fromScale(1 / em, 1 / em);
}

}  // namespace

MathGlyph MathGlyph::stretched(double across, double up) const {
    const QTransform transform = QTransform::fromScale(across, up);
    MathGlyph glyph = *this;
    glyph.outline = transform.map(glyph.outline);
    glyph.ink = glyph.outline.boundingRect();
    glyph.advance *= across;
    glyph.italic *= across;
    glyph.accentPlace *= across;
    return glyph;
}

const QStringList& MathFont::preferred() {
    static const QStringList families = {
        QStringLiteral("TeX Gyre Pagella Math"), QStringLiteral("Latin Modern Math"),
        QStringLiteral("TeX Gyre Termes Math"),  QStringLiteral("STIX Two Math"),
        QStringLiteral("Libertinus Math"),       QStringLiteral("DejaVu Math TeX Gyre")};
    return families;
}

MathFont::MathFont(const QStringList& families) : m_font(QGuiApplication::font()) {
    for (const QString& family : families) {
        if (!QFontDatabase::hasFamily(family)) continue;
        m_font = QFont(family);
        break;
    }
    m_font.setPixelSize(static_cast<int>(em));
    m_font.setHintingPreference(QFont::PreferNoHinting);
    m_raw = QRawFont::fromFont(m_font);
    m_table = readMathTable(m_raw.fontTable("MATH"), m_raw.unitsPerEm());
}

quint32 MathFont::indexOf(const QString& character) const {
    const QList<quint32> indexes = m_raw.glyphIndexesForString(character);
    return indexes.size() == 1 ? indexes[0] : 0;
}

MathGlyph MathFont::drawn(quint32 index) const {
    MathGlyph glyph;
    glyph.outline = toEm().map(m_raw.pathForGlyph(index));
    glyph.outline.setFillRule(Qt::WindingFill);
    glyph.ink = glyph.outline.boundingRect();
    glyph.advance = m_raw.advancesForGlyphIndexes({index}).value(0).x() / em;
    glyph.italic = m_table.italics.value(index);
    // Accents that combine stand left of their origin or on it; the typeface says where, or else their middle does.
    glyph.accentPlace =
        m_table.accentPlace.value(index, glyph.ink.isEmpty() ? glyph.advance / 2 : glyph.ink.center().x());
    return glyph;
}

MathGlyph MathFont::glyph(const QString& character) const {
    const auto known = m_characters.constFind(character);
    if (known != m_characters.cend()) return *known;
    const quint32 index = indexOf(character);
    MathGlyph glyph = index != 0 ? drawn(index) : words(character);
    m_characters.insert(character, glyph);
    return glyph;
}

MathGlyph MathFont::words(const QString& text) const {
    QTextLayout layout(text, m_font);
    QTextOption option;
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid()) line.setNumColumns(static_cast<int>(text.size()));  // all in one line
    layout.endLayout();
    MathGlyph glyph;
    if (!line.isValid()) return glyph;
    for (const QGlyphRun& run : line.glyphRuns()) {
        const QList<quint32> indexes = run.glyphIndexes();
        const QList<QPointF> positions = run.positions();
        for (qsizetype i = 0; i < indexes.size(); ++i) {
            const QPointF place = positions[i] - QPointF(0, line.ascent());
            glyph.outline.addPath(run.rawFont().pathForGlyph(indexes[i]).translated(place));
        }
    }
    glyph.outline = toEm().map(glyph.outline);
    glyph.outline.setFillRule(Qt::WindingFill);
    glyph.ink = glyph.outline.boundingRect();
    glyph.advance = line.horizontalAdvance() / em;
    glyph.accentPlace = glyph.ink.isEmpty() ? glyph.advance / 2 : glyph.ink.center().x();
    return glyph;
}

MathGlyph MathFont::tall(const QString& character, double height) const {
    const MathGlyph normal = glyph(character);
    if (normal.ink.height() >= height || normal.ink.isEmpty()) return normal;
    const auto sizes = m_table.tall.constFind(indexOf(character));
    if (sizes != m_table.tall.cend()) {
        for (const auto& variant : sizes->variants) {
            if (variant.length >= height) return drawn(variant.glyph);
        }
        // Parts that make more than was asked for even once are for larger sizes.
        constexpr double most = 1.25;
        if (!sizes->parts.empty()) {
            const MathGlyph whole = assembled(sizes->parts, height);
            if (whole.ink.height() < most * height) return whole;
        }
        if (!sizes->variants.empty()) {
            const MathGlyph last = drawn(sizes->variants.back().glyph);
            if (!last.ink.isEmpty()) return last.stretched(1, height / last.ink.height());
        }
    }
    return normal.stretched(1, height / normal.ink.height());
}

MathGlyph MathFont::largest(const QString& character, double height) const {
    const auto sizes = m_table.tall.constFind(indexOf(character));
    const bool none = sizes == m_table.tall.cend() || sizes->variants.empty();
    return tall(character, none ? height : std::min(height, sizes->variants.back().length));
}

MathGlyph MathFont::wide(const QString& character, double width) const {
    MathGlyph best = glyph(character);
    const auto sizes = m_table.wide.constFind(indexOf(character));
    if (sizes == m_table.wide.cend()) return best;
    for (const auto& variant : sizes->variants) {
        if (variant.length > width) break;
        best = drawn(variant.glyph);
    }
    return best;
}

MathGlyph MathFont::assembled(const std::vector<GlyphPart>& parts, double height) const {
    double slack = 0;  // how far all neighbours together may slide over each other, beyond what they must
    const auto heightWith = [&](int repeats) {
        double total = 0, before = -1;
        slack = 0;
        for (const GlyphPart& part : parts) {
            for (int i = 0; i < (part.repeats ? repeats : 1); ++i) {
                if (before >= 0) {
                    total -= m_table.minOverlap;
                    slack += std::max(0.0, std::min(before, part.start) - m_table.minOverlap);
                }
                total += part.length;
                before = part.end;
            }
        }
        return total;
    };
    constexpr int most = 500;
    int repeats = 1;
    while (repeats < most && heightWith(repeats) < height) ++repeats;
    const double full = heightWith(repeats);
    const double share = slack > 0 ? std::clamp((full - height) / slack, 0.0, 1.0) : 0;
    MathGlyph whole;
    double at = 0, before = -1;
    for (const GlyphPart& part : parts) {
        const MathGlyph piece = drawn(part.glyph);
        for (int i = 0; i < (part.repeats ? repeats : 1); ++i) {
            if (before >= 0)
                at -= m_table.minOverlap + share * std::max(0.0, std::min(before, part.start) - m_table.minOverlap);
            whole.outline.addPath(piece.outline.translated(0, -at - piece.ink.bottom()));
            at += part.length;
            before = part.end;
        }
        whole.advance = std::max(whole.advance, piece.advance);
    }
    // One outline without overlaps: where two parts share an edge it would be drawn twice as dark.
    whole.outline.setFillRule(Qt::WindingFill);
    whole.outline = toEm().map(toEm().inverted().map(whole.outline).simplified());
    whole.ink = whole.outline.boundingRect();
    whole.accentPlace = whole.ink.center().x();
    return whole;
}

}  // namespace glassbox
