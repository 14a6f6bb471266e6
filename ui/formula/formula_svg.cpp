#include "ui/formula/formula_svg.h"

#include <QXmlStreamWriter>

namespace glassbox {

namespace {

QString number(double value) {
    QString text = QString::number(value, 'f', 2);
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text == u"-0" ? QStringLiteral("0") : text;
}

QString outlineText(const QPainterPath& path) {
    QString text;
    const auto point = [&](int i) { text += number(path.elementAt(i).x) + u' ' + number(path.elementAt(i).y); };
    for (int i = 0; i < path.elementCount(); ++i) {
        switch (path.elementAt(i).type) {
            case QPainterPath::MoveToElement:
                text += (i > 0 ? QStringLiteral("ZM") : QStringLiteral("M"));
                break;
            case QPainterPath::LineToElement:
                text += u'L';
                break;
            case QPainterPath::CurveToElement:
                text += u'C';
                break;
            case QPainterPath::CurveToDataElement:
                text += u' ';
                break;
        }
        point(i);
    }
    return text + u'Z';
}

/// Without what XML can't say.
QString sayable(const QString& text) {
    QString kept;
    for (const char32_t code : text.toUcs4()) {
        if (QChar::isPrint(code)) kept += QString::fromUcs4(&code, 1);
    }
    return kept;
}

}  // namespace

QByteArray formulaSvg(const FormulaBox& box, const QRectF& extent, double pixelSize, const FormulaPalette& palette,
                      const QString& title, const QString& tex) {
    constexpr double unit = 1000;  // an em, so that two digits are finer than any print
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeStartElement(QStringLiteral("http://www.w3.org/2000/svg"), QStringLiteral("svg"));
    xml.writeAttribute(QStringLiteral("width"), number(extent.width() * pixelSize));
    xml.writeAttribute(QStringLiteral("height"), number(extent.height() * pixelSize));
    xml.writeAttribute(QStringLiteral("viewBox"),
                       QStringLiteral("%1 %2 %3 %4")
                           .arg(number(extent.left() * unit), number(extent.top() * unit),
                                number(extent.width() * unit), number(extent.height() * unit)));
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeTextElement(QStringLiteral("title"), sayable(title));
    xml.writeTextElement(QStringLiteral("desc"), sayable(tex));
    for (const FormulaPiece& piece : box.pieces) {
        const QString color = palette.color(piece.color).name();
        if (piece.kind == FormulaPiece::Kind::Rule) {
            xml.writeEmptyElement(QStringLiteral("rect"));
            xml.writeAttribute(QStringLiteral("x"), number(piece.rect.left() * unit));
            xml.writeAttribute(QStringLiteral("y"), number(piece.rect.top() * unit));
            xml.writeAttribute(QStringLiteral("width"), number(piece.rect.width() * unit));
            xml.writeAttribute(QStringLiteral("height"), number(piece.rect.height() * unit));
        } else if (!piece.outline.isEmpty()) {
            QTransform place = QTransform::fromTranslate(piece.at.x() * unit, piece.at.y() * unit);
            place.scale(piece.scale * unit, piece.scale * unit);
            xml.writeEmptyElement(QStringLiteral("path"));
            xml.writeAttribute(QStringLiteral("d"), outlineText(place.map(piece.outline)));
        } else {
            continue;
        }
        xml.writeAttribute(QStringLiteral("fill"), color);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

}  // namespace glassbox
