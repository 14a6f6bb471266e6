#include "ui/cards/card_picture_curve_values.h"

#include "engine/formats/formula_surface.h"
#include "lessons/study/study_error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

std::shared_ptr<const TestSurface> functionOf(const QString& expression) {
    static const QRegularExpression y(QStringLiteral("\\by\\b"));
    if (expression.contains(y)) throw StudyError(tr("\"%1\" is not of x alone").arg(expression.left(60)));
    try {
        return makeFormulaSurface(expression);
    } catch (const Error& error) {
        QString why = QString::fromUtf8(error.what());
        while (why.endsWith('.')) why.chop(1);
        throw StudyError(tr("in \"%1\", %2").arg(expression.left(60), why));
    }
}

/// Leaves out what is far beyond nearly all other values, as beside a pole.
void shownRange(std::vector<double> values, CurveSet& set) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    set.low = values.front();
    set.high = values.back();
    const double middle = std::max(at(0.95) - at(0.05), 1e-12);
    if (set.high - at(0.95) > 3 * middle) set.high = at(0.95) + middle / 2;
    if (at(0.05) - set.low > 3 * middle) set.low = at(0.05) - middle / 2;
}

/// Lines end at holes, and where they would cross the whole picture at once from below to above or back.
void split(const std::vector<QPointF>& points, const CurveSet& set, CurveValues& curve) {
    QPolygonF piece;
    const auto close = [&] {
        if (!piece.isEmpty()) curve.pieces.push_back(piece);
        piece.clear();
    };
    for (const QPointF& point : points) {
        if (!std::isfinite(point.y())) {
            close();
            continue;
        }
        const double before = piece.isEmpty() ? point.y() : piece.last().y();
        const bool pole = std::max(before, point.y()) > set.high && std::min(before, point.y()) < set.low;
        if (pole) close();
        piece += point;
    }
    close();
}

}  // namespace

CurveSet curveValues(const CurvePicture& picture, int samples) {
    CurveSet set;
    std::vector<std::vector<QPointF>> all;
    std::vector<double> finite;
    for (const QString& expression : picture.expressions) {
        const auto function = functionOf(expression);
        std::vector<QPointF> points;
        for (int i = 0; i < samples; ++i) {
            const double share = i / static_cast<double>(samples - 1);
            const double x = picture.low + share * (picture.high - picture.low);
            points.emplace_back(x, function->value(x, 0));
            if (std::isfinite(points.back().y())) finite.push_back(points.back().y());
        }
        if (std::none_of(points.begin(), points.end(), [](const QPointF& p) { return std::isfinite(p.y()); }))
            throw StudyError(tr("\"%1\" has no value in this range").arg(expression.left(60)));
        all.push_back(std::move(points));
    }
    shownRange(std::move(finite), set);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CurveValues curve{.expression = picture.expressions[static_cast<qsizetype>(i)]};
        split(all[i], set, curve);
        curve.first = curve.pieces.front().first().y();
        curve.last = curve.pieces.back().last().y();
        set.curves.push_back(std::move(curve));
    }
    return set;
}

}  // namespace glassbox
