#include "lessons/study/card_view.h"
#include "lessons/study/study_error.h"

#include <cmath>

namespace glassbox {

namespace {

constexpr qsizetype mostCurves = 4;
constexpr qsizetype mostRows = 32;  // small pictures: more could not be read on a card
constexpr qsizetype mostBars = 16;
constexpr qsizetype mostBoxes = 8;

double number(const QString& text) {
    bool good = false;
    const double value = text.toDouble(&good);
    if (!good || !std::isfinite(value)) throw StudyError(QStringLiteral("\"%1\" is not a number").arg(text.left(40)));
    return value;
}

CurvePicture curve(const QString& text) {
    QStringList words = text.split(' ', Qt::SkipEmptyParts);
    if (words.size() < 3) throw StudyError(QStringLiteral("a curve is an expression of x, then LOW and HIGH"));
    CurvePicture picture;
    picture.high = number(words.takeLast());
    picture.low = number(words.takeLast());
    if (!(picture.low < picture.high)) throw StudyError(QStringLiteral("LOW of a curve is less than HIGH"));
    const QStringList expressions = words.join(' ').split(';');
    if (expressions.size() > mostCurves)
        throw StudyError(QStringLiteral("a picture shows at most %1 curves").arg(mostCurves));
    for (const QString& expression : expressions) {
        const QString bare = expression.trimmed();
        if (bare.isEmpty()) throw StudyError(QStringLiteral("an expression is missing beside \";\""));
        if (bare.contains(' '))
            throw StudyError(QStringLiteral("the expression \"%1\" has blanks; write it without").arg(bare.left(40)));
        picture.expressions += bare;
    }
    return picture;
}

GridPicture grid(const QString& text) {
    GridPicture picture;
    for (const QString& row : text.split('/')) {
        std::vector<double> numbers;
        for (const QString& word : row.split(' ', Qt::SkipEmptyParts)) numbers.push_back(number(word));
        if (numbers.empty()) throw StudyError(QStringLiteral("a row of the grid is empty"));
        if (!picture.rows.empty() && numbers.size() != picture.rows.front().size())
            throw StudyError(QStringLiteral("the rows of the grid are not of the same length"));
        picture.rows.push_back(std::move(numbers));
        if (static_cast<qsizetype>(picture.rows.size()) > mostRows ||
            static_cast<qsizetype>(picture.rows.front().size()) > mostRows)
            throw StudyError(QStringLiteral("a grid has at most %1 rows and columns").arg(mostRows));
    }
    return picture;
}

BarsPicture bars(const QString& text) {
    BarsPicture picture;
    for (const QString& word : text.split(' ', Qt::SkipEmptyParts)) {
        const qsizetype equals = word.lastIndexOf('=');
        if (equals <= 0) throw StudyError(QStringLiteral("a bar is name=number, \"%1\" is not").arg(word.left(40)));
        picture.bars.emplace_back(word.left(equals), number(word.mid(equals + 1)));
    }
    if (picture.bars.empty()) throw StudyError(QStringLiteral("bars are name=number, at least one"));
    if (static_cast<qsizetype>(picture.bars.size()) > mostBars)
        throw StudyError(QStringLiteral("a picture shows at most %1 bars").arg(mostBars));
    return picture;
}

FlowPicture flow(const QString& text) {
    FlowPicture picture;
    for (const QString& box : text.split(QStringLiteral("->"))) {
        picture.boxes += box.trimmed();
        if (picture.boxes.last().isEmpty()) throw StudyError(QStringLiteral("a box beside \"->\" is empty"));
    }
    if (picture.boxes.size() < 2) throw StudyError(QStringLiteral("a flow has at least two boxes, split by \"->\""));
    if (picture.boxes.size() > mostBoxes)
        throw StudyError(QStringLiteral("a flow has at most %1 boxes").arg(mostBoxes));
    return picture;
}

}  // namespace

CardPicture parsePicture(const QString& text) {
    const QString plain = text.simplified();
    const QString kind = plain.section(' ', 0, 0);
    const QString rest = plain.mid(kind.size()).trimmed();
    if (kind == QLatin1String("curve")) return curve(rest);
    if (kind == QLatin1String("grid")) return grid(rest);
    if (kind == QLatin1String("bars")) return bars(rest);
    if (kind == QLatin1String("flow")) return flow(rest);
    throw StudyError(
        QStringLiteral("the picture \"%1\" is not known; pictures are curve, grid, bars and flow").arg(kind.left(40)));
}

}  // namespace glassbox
