#include "ui/backprop/worksheet.h"

#include "engine/explain/number_words.h"
#include "engine/nn/error.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Worksheet", text);
}

constexpr double dotsPerInch = 96, margin = 56, blankWidth = 96, formulaSize = 15, lineGap = 12;

/// Writes from the top of a page down, and begins another where there is no more room. In pixels of 1/96 inch.
class PageWriter {
  public:
    PageWriter(QPagedPaintDevice& device, QPainter& painter) : m_device(device), m_painter(painter) {
        const QRectF paper = device.pageLayout().fullRect(QPageLayout::Inch);
        m_size = paper.size() * dotsPerInch;
        const QMarginsF margins = device.pageLayout().margins(QPageLayout::Inch);
        m_origin = QPointF(margins.left(), margins.top()) * -dotsPerInch;
        m_scale = device.logicalDpiX() / dotsPerInch;
        begin();
    }

    double width() const { return m_size.width() - 2 * margin; }
    /// Room of this height, on the next page if it must.
    QRectF take(double height) {
        if (m_y + height > m_size.height() - margin && m_y > margin) {
            m_painter.restore();
            m_device.newPage();
            begin();
        }
        const QRectF rect(margin, m_y, width(), height);
        m_y += height;
        return rect;
    }
    void space(double height) { m_y += height; }
    void text(const QString& words, const QFont& font, const QColor& color) {
        if (words.isEmpty()) return;
        const QRectF needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, width(), 10000), Qt::TextWordWrap, words);
        const QRectF rect = take(needed.height() + 4);
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(rect, Qt::TextWordWrap, words);
    }
    QPainter& painter() { return m_painter; }

  private:
    void begin() {
        m_painter.save();
        m_painter.scale(m_scale, m_scale);
        m_painter.translate(m_origin);
        m_y = margin;
    }

    QPagedPaintDevice& m_device;
    QPainter& m_painter;
    QSizeF m_size;
    QPointF m_origin;
    double m_scale = 1, m_y = 0;
};

class SheetWriter {
  public:
    SheetWriter(PageWriter& page, const MathFontPtr& font, bool answers)
        : m_page(page), m_font(font), m_palette(formulaPalette(m_theme)), m_answers(answers) {}

    void head(const Worksheet& sheet) {
        m_page.text(sheet.answers ? tr("Answers: one training step") : tr("Worksheet: one training step"),
                    m_theme.font(22, QFont::DemiBold), m_theme.ink);
        m_page.text(sheet.title, m_theme.font(13), m_theme.mute);
        m_page.text(sheet.facts, m_theme.font(12), m_theme.mute);
        if (!sheet.answers) {
            m_page.space(8);
            m_page.text(tr("Name ______________________________     Date ______________"), m_theme.font(13),
                        m_theme.ink);
        }
        m_page.space(10);
        if (sheet.picture.size.isEmpty()) return;
        const double scale = std::min(1.0, m_page.width() / sheet.picture.size.width());
        const QRectF rect = m_page.take(sheet.picture.size.height() * scale);
        QPainter& painter = m_page.painter();
        painter.save();
        painter.translate(rect.topLeft());
        painter.scale(scale, scale);
        sheet.picture.paint(painter);
        painter.restore();
        m_page.space(10);
    }

    void group(const ExerciseGroup& group) {
        m_page.space(8);
        m_page.text(group.title, m_theme.font(14, QFont::DemiBold), m_theme.ink);
        m_page.text(group.purpose, m_theme.font(12), m_theme.mute);
        formula(group.rule, {});
        for (const Exercise& exercise : group.exercises)
            formula(exercise.left + QStringLiteral(" = ") + exercise.right, exercise.answer);
        if (group.left > 0)
            m_page.text(tr("… and %1 more of the same kind.").arg(group.left), m_theme.font(12), m_theme.mute);
    }

  private:
    /// A formula and, where there is an answer, a blank or the answer behind it.
    void formula(const QString& tex, std::optional<double> answer) {
        Formula shown(answer ? tex + QStringLiteral(" =") : tex, m_font);
        const double room = m_page.width() - (answer ? blankWidth + 20 : 0);
        shown.setPixelSize(formulaSize);
        if (shown.size().width() > room) shown.setPixelSize(formulaSize * room / shown.size().width());
        const QSizeF size = shown.size();
        const QRectF rect = m_page.take(size.height() + lineGap);
        const QPointF at(rect.left() + (answer ? 14 : 0), rect.top() + lineGap / 2);
        shown.paint(m_page.painter(), at, m_palette);
        if (!answer) return;
        const double x = at.x() + size.width() + 8, base = at.y() + shown.baseline();
        if (m_answers) {
            Formula value(QString::fromStdString(numberTex(*answer)), m_font);
            value.setPixelSize(formulaSize);
            FormulaPalette strong = m_palette;
            strong.ink = m_theme.accent;
            value.paint(m_page.painter(), {x, base - value.baseline()}, strong);
        } else {
            m_page.painter().setPen(QPen(m_theme.mute, 0.8));
            m_page.painter().drawLine(QPointF(x, base + 3), QPointF(x + blankWidth, base + 3));
        }
    }

    PageWriter& m_page;
    const MathFontPtr& m_font;
    Theme m_theme = Theme::light();
    FormulaPalette m_palette;
    bool m_answers;
};

}  // namespace

void paintWorksheet(QPagedPaintDevice& device, const Worksheet& sheet, const MathFontPtr& font) {
    QPainter painter;
    if (!painter.begin(&device))
        throw Error(tr("The printer does not answer; choose another one, or save the worksheet as PDF.").toStdString());
    painter.setRenderHint(QPainter::Antialiasing);
    {
        PageWriter page(device, painter);
        SheetWriter writer(page, font, sheet.answers);
        writer.head(sheet);
        for (const ExerciseGroup& group : sheet.groups) writer.group(group);
        painter.restore();
    }
    if (!painter.end()) throw Error(tr("The worksheet could not be printed to its end.").toStdString());
}

QByteArray worksheetPdf(const Worksheet& sheet, const MathFontPtr& font) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(sheet.title);
    writer.setCreator(QStringLiteral("Glassbox"));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({0, 0, 0, 0});
    writer.setResolution(1200);
    paintWorksheet(writer, sheet, font);
    return buffer.data();
}

}  // namespace glassbox
