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

constexpr double width = 840, height = 560, margin = 28;

QString tr(const char* text) {
    return QCoreApplication::translate("CostPlot", text);
}

/// Draws the figure; everything in it stays text and lines in SVG and PDF.
class Figure {
  public:
    Figure(const std::vector<HistoryRow>& history, const PictureText& text) : m_text(text), m_charts(m_scene) {
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
    const PictureText& m_text;
    QGraphicsScene m_scene;
    CostFigure m_charts;
};

}  // namespace

void writeCostPlot(const QString& path, const std::vector<HistoryRow>& history, const PictureText& text) {
    if (history.empty()) throw Error(tr("%1: there is no history to plot yet; train first.").arg(path).toStdString());
    Figure figure(history, text);
    writePicture(path, {{width, height}, text.title, [&figure](QPainter& painter) { figure.paint(painter); }});
}

}  // namespace glassbox
