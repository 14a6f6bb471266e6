#include "ui/plots/cost_plot.h"

#include "engine/nn/error.h"
#include "ui/plots/cost_figure.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QGraphicsScene>
#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

constexpr double width = 792, height = 440;

QString tr(const char* text) {
    return QCoreApplication::translate("CostPlot", text);
}

/// Draws the figure; everything in it stays text and lines in SVG and PDF.
class Figure {
  public:
    Figure(const std::vector<HistoryRow>& history, const QSizeF& size) : m_size(size), m_charts(m_scene) {
        m_charts.take(history, true);
        CostFigureOptions options;
        options.axisTitles = true;
        options.accuracy = m_charts.hasAccuracy();
        options.learningRate = m_charts.learningRateVaries();
        m_charts.setOptions(options);
        m_charts.setTheme(m_theme, m_theme.font(12));
        m_scene.setSceneRect(QRectF(QPointF(), size));
        m_charts.draw(QRectF(0, legend, size.width(), size.height() - legend));
    }

    QString remark() const { return m_charts.remark(); }
    void paint(QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintLegend(painter);
        const QRectF whole(QPointF(), m_size);
        m_scene.render(&painter, whole, whole);
    }

  private:
    static constexpr double legend = 24;

    void paintLegend(QPainter& painter) const {
        painter.setFont(m_theme.font(12));
        double x = 0;
        const auto entry = [&](const QString& name, const QColor& color) {
            painter.fillRect(QRectF(x, 8, 18, 3), color);
            painter.setPen(m_theme.ink);
            painter.drawText(QRectF(x + 26, 0, 200, 19), Qt::AlignLeft | Qt::AlignVCenter, name);
            x += 26 + QFontMetricsF(painter.font()).horizontalAdvance(name) + 22;
        };
        entry(tr("train"), m_theme.train);
        if (m_charts.hasValidation()) entry(tr("validation"), m_theme.validation);
    }

    const Theme m_theme = Theme::light();
    QSizeF m_size;
    QGraphicsScene m_scene;
    CostFigure m_charts;
};

}  // namespace

std::pair<Drawing, QString> costDrawing(const std::vector<HistoryRow>& history, const QSizeF& size) {
    const auto figure = std::make_shared<Figure>(history, size);
    return {{size, tr("Cost"), [figure](QPainter& painter) { figure->paint(painter); }}, figure->remark()};
}

void writeCostPlot(const QString& path, const std::vector<HistoryRow>& history, const PictureText& text) {
    if (history.empty()) throw Error(tr("%1: there is no history to plot yet; train first.").arg(path).toStdString());
    const auto [drawing, remark] = costDrawing(history, {width, height});
    PictureText told = text;
    if (!remark.isEmpty()) told.caption += u' ' + remark;
    writePicture(path, framed(drawing, told));
}

}  // namespace glassbox
