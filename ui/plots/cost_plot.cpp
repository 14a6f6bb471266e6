#include "ui/plots/cost_plot.h"

#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "ui/plots/cost_figure.h"
#include "ui/shell/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGraphicsScene>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTextDocument>

#include <cmath>
#include <functional>

namespace glassbox {

namespace {

constexpr double width = 840, height = 560, margin = 28;

QString tr(const char* text) {
    return QCoreApplication::translate("CostPlot", text);
}

/// Draws the figure; everything in it stays text and lines in SVG and PDF.
class Figure {
  public:
    Figure(const std::vector<HistoryRow>& history, const CostPlotText& text) : m_text(text), m_charts(m_scene) {
        m_charts.take(history, true);
        CostFigureOptions options;
        options.axisTitles = true;
        options.accuracy = m_charts.hasAccuracy();
        options.learningRate = m_charts.learningRateVaries();
        m_charts.setOptions(options);
        m_charts.setTheme(m_theme, m_theme.font(12));
    }

    void paint(QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(QRectF(0, 0, width, height), Qt::white);
        double top = margin;
        painter.setPen(m_theme.ink);
        painter.setFont(m_theme.font(16, QFont::DemiBold));
        painter.drawText(QRectF(margin, top, width - 2 * margin, 24), Qt::AlignLeft | Qt::AlignVCenter, m_text.title);
        top += 34;
        paintLegend(painter, top);
        top += 24;

        const QString remark = m_charts.remark();
        const QString caption = remark.isEmpty() ? m_text.caption : m_text.caption + u' ' + remark;
        const QFont captionFont = m_theme.font(12);
        const QRectF most(margin, 0, width - 2 * margin, 120);
        const double captionHeight =
            QFontMetricsF(captionFont).boundingRect(most, Qt::TextWordWrap | Qt::AlignLeft, caption).height();
        const QRectF area(margin, top, width - 2 * margin, height - margin - captionHeight - 10 - top);
        m_scene.setSceneRect(0, 0, width, height);
        m_charts.draw(area);
        m_scene.render(&painter, QRectF(0, 0, width, height), QRectF(0, 0, width, height));
        painter.setPen(m_theme.mute);
        painter.setFont(captionFont);
        painter.drawText(QRectF(margin, height - margin - captionHeight, width - 2 * margin, captionHeight + 2),
                         Qt::TextWordWrap | Qt::AlignLeft, caption);
    }

  private:
    void paintLegend(QPainter& painter, double top) const {
        painter.setFont(m_theme.font(12));
        double x = margin;
        const auto entry = [&](const QString& name, const QColor& color) {
            painter.fillRect(QRectF(x, top + 8, 18, 3), color);
            painter.setPen(m_theme.ink);
            painter.drawText(QRectF(x + 26, top, 200, 19), Qt::AlignLeft | Qt::AlignVCenter, name);
            x += 26 + QFontMetricsF(painter.font()).horizontalAdvance(name) + 22;
        };
        entry(tr("train"), m_theme.train);
        if (m_charts.hasValidation()) entry(tr("validation"), m_theme.validation);
    }

    const Theme m_theme = Theme::light();
    const CostPlotText& m_text;
    QGraphicsScene m_scene;
    CostFigure m_charts;
};

using Draw = std::function<void(QPainter&)>;

bool writeSvg(QIODevice& device, const QString& title, const Draw& draw) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(QSize(static_cast<int>(width), static_cast<int>(height)));
    generator.setViewBox(QRectF(0, 0, width, height));
    generator.setResolution(96);
    generator.setTitle(title);
    QPainter painter;
    if (!painter.begin(&generator)) return false;
    draw(painter);
    return painter.end();
}

bool writePng(QIODevice& device, const QString& title, const Draw& draw) {
    // Twice the size: sharp in print and on slides.
    QImage image(QSize(static_cast<int>(width), static_cast<int>(height)) * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    image.setText(QStringLiteral("Title"), title);
    QPainter painter(&image);
    draw(painter);
    painter.end();
    return image.save(&device, "PNG");
}

bool writePdf(QIODevice& device, const QString& title, const Draw& draw) {
    QPdfWriter writer(&device);
    writer.setTitle(title);
    writer.setResolution(96);
    writer.setPageSize(QPageSize(QSizeF(width, height) * 72 / 96, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter;
    if (!painter.begin(&writer)) return false;
    draw(painter);
    return painter.end();
}

}  // namespace

void writeCostPlot(const QString& path, const std::vector<HistoryRow>& history, const CostPlotText& text) {
    const QString ending = QFileInfo(path).suffix().toLower();
    const auto write = ending == u"svg"   ? writeSvg
                       : ending == u"png" ? writePng
                       : ending == u"pdf" ? writePdf
                                          : nullptr;
    if (write == nullptr) {
        throw Error(tr("%1: a plot can be written as .svg, .png or .pdf; give the file one of these endings.")
                        .arg(path)
                        .toStdString());
    }
    if (history.empty()) throw Error(tr("%1: there is no history to plot yet; train first.").arg(path).toStdString());
    Figure figure(history, text);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const bool drawn = write(buffer, text.title, [&figure](QPainter& painter) { figure.paint(painter); });
    if (!drawn) throw Error(tr("%1: the plot can't be drawn; there may be too little memory.").arg(path).toStdString());
    writeFile(path, buffer.data());
}

}  // namespace glassbox
