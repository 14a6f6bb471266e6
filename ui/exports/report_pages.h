#pragma once

#include "ui/plots/picture_file.h"
#include "ui/shell/theme.h"

#include <QStringList>

#include <functional>
#include <vector>

class QPainter;
class QPagedPaintDevice;

namespace glassbox {

/// A table for paper; columns that are `numbers` stand at the right.
struct ReportTable {
    struct Column {
        QString head;
        bool numbers = false;
    };
    std::vector<Column> columns;
    std::vector<QStringList> rows;
};

/// Flows headings, text, tables and pictures over pages of A4, in pixels at 96 dpi, with a foot on each page.
class ReportPages {
  public:
    /// The painter paints the device, scaled to pixels at 96 dpi. `pages` is told in the feet; 0: not known yet.
    ReportPages(QPagedPaintDevice& device, QPainter& painter, const QString& foot, int pages);

    void title(const QString& text, const QString& below);
    /// Starts a new page if not even a little of what follows would fit.
    void heading(const QString& text);
    void paragraph(const QString& text);
    /// A line with a mark before it: a tick, or an exclamation mark.
    void mark(bool good, const QString& text);
    /// Two columns: a name, and what is to be said about it.
    void facts(const std::vector<std::pair<QString, QString>>& facts);
    /// Goes on over pages, with its head on each; cells that are too wide are wrapped.
    void table(const ReportTable& table);
    /// In the middle, made smaller where it does not fit.
    void picture(const Drawing& picture, double mostHeight = 420);
    /// Fixed width, as typed; long lines are broken.
    void code(const QString& text);
    void gap(double height) { m_y += height; }
    int page() const { return m_page; }

    static constexpr double pageWidth = 794, pageHeight = 1123;  // A4 at 96 dpi
    static constexpr double side = 68, top = 64, bottom = 76;
    static constexpr double width = pageWidth - 2 * side;

  private:
    void newPage();
    void need(double height);
    double room() const { return pageHeight - bottom - m_y; }
    double heightOf(const QFont& font, const QString& text, double forWidth) const;
    void text(const QFont& font, const QColor& color, const QString& words, double left, double forWidth);
    void paintFoot();
    std::vector<double> columnWidths(const ReportTable& table) const;
    double rowHeight(const QStringList& row, const std::vector<double>& widths, bool head) const;
    void row(const ReportTable& table, const QStringList& cells, const std::vector<double>& widths, bool head);

    QPagedPaintDevice& m_device;
    QPainter& m_painter;
    QString m_foot;
    int m_pages, m_page = 1;
    double m_y = top;
    const Theme m_theme = Theme::light();
};

}  // namespace glassbox
