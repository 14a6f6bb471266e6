#include "ui/exports/report_pages.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPagedPaintDevice>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double cellGap = 14, lineGap = 3;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

}  // namespace

ReportPages::ReportPages(QPagedPaintDevice& device, QPainter& painter, const QString& foot, int pages)
    : m_device(device), m_painter(painter), m_foot(foot), m_pages(pages) {
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintFoot();
}

void ReportPages::newPage() {
    m_device.newPage();
    ++m_page;
    m_y = top;
    paintFoot();
}

void ReportPages::need(double height) {
    if (height > room() && m_y > top) newPage();
}

void ReportPages::paintFoot() {
    m_painter.setFont(m_theme.font(10));
    m_painter.setPen(QPen(m_theme.line, 0.8));
    const double y = pageHeight - 52;
    m_painter.drawLine(QPointF(side, y), QPointF(pageWidth - side, y));
    m_painter.setPen(m_theme.mute);
    const QRectF foot(side, y + 5, width, 16);
    const QString number = m_pages > 0 ? tr("Page %1 of %2").arg(m_page).arg(m_pages) : tr("Page %1").arg(m_page);
    const double taken = QFontMetricsF(m_painter.font()).horizontalAdvance(number) + 16;
    m_painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, number);
    m_painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                       QFontMetricsF(m_painter.font()).elidedText(m_foot, Qt::ElideRight, width - taken));
}

double ReportPages::heightOf(const QFont& font, const QString& text, double forWidth) const {
    return std::ceil(QFontMetricsF(font).boundingRect(QRectF(0, 0, forWidth, 1e6), wrapped, text).height());
}

void ReportPages::text(const QFont& font, const QColor& color, const QString& words, double left, double forWidth) {
    const double height = heightOf(font, words, forWidth);
    need(height);
    m_painter.setFont(font);
    m_painter.setPen(color);
    m_painter.drawText(QRectF(left, m_y, forWidth, height + 4), wrapped, words);
    m_y += height;
}

void ReportPages::title(const QString& words, const QString& below) {
    text(m_theme.font(24, QFont::DemiBold), m_theme.ink, words, side, width);
    gap(4);
    text(m_theme.font(13), m_theme.mute, below, side, width);
    gap(10);
}

void ReportPages::heading(const QString& words) {
    gap(m_y > top ? 18 : 0);
    need(120);
    text(m_theme.font(16, QFont::DemiBold), m_theme.ink, words, side, width);
    gap(3);
    m_painter.setPen(QPen(m_theme.accent, 1.5));
    m_painter.drawLine(QPointF(side, m_y), QPointF(side + 44, m_y));
    gap(9);
}

void ReportPages::paragraph(const QString& words) {
    text(m_theme.font(12), m_theme.ink, words, side, width);
    gap(6);
}

void ReportPages::mark(bool good, const QString& words) {
    const QFont font = m_theme.font(12);
    need(heightOf(font, words, width - 24));
    m_painter.setPen(QPen(good ? m_theme.ok : m_theme.warn, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setBrush(Qt::NoBrush);
    if (good) {
        m_painter.drawPolyline(QPolygonF({{side + 2, m_y + 8}, {side + 6, m_y + 12}, {side + 13, m_y + 3}}));
    } else {
        m_painter.drawLine(QPointF(side + 7, m_y + 2.5), QPointF(side + 7, m_y + 9));
        m_painter.drawPoint(QPointF(side + 7, m_y + 13));
    }
    text(font, m_theme.ink, words, side + 24, width - 24);
    gap(5);
}

void ReportPages::facts(const std::vector<std::pair<QString, QString>>& facts) {
    constexpr double names = 150;
    const QFont font = m_theme.font(12);
    for (const auto& [name, words] : facts) {
        const double height = std::max(heightOf(font, words, width - names), heightOf(font, name, names - 12));
        need(std::min(height, 300.0));
        m_painter.setFont(font);
        m_painter.setPen(m_theme.mute);
        m_painter.drawText(QRectF(side, m_y, names - 12, height + 4), wrapped, name);
        m_painter.setPen(m_theme.ink);
        m_painter.drawText(QRectF(side + names, m_y, width - names, height + 4), wrapped, words);
        m_y += height + lineGap;
    }
    gap(5);
}

// Each column gets what its widest cell wants; where that is too much, the widest columns give way.
std::vector<double> ReportPages::columnWidths(const ReportTable& table) const {
    const QFontMetricsF metrics(m_theme.font(11)), bold(m_theme.font(11, QFont::DemiBold));
    std::vector<double> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        double wish = bold.horizontalAdvance(table.columns[i].head);
        for (const QStringList& row : table.rows)
            wish = std::max(wish, metrics.horizontalAdvance(row.value(static_cast<qsizetype>(i))));
        widths.push_back(std::ceil(wish) + 4);  // print measures a little differently
    }
    const double most = width - cellGap * static_cast<double>(widths.size() - 1);
    double sum = 0;
    for (const double wish : widths) sum += wish;
    while (sum > most) {
        auto widest = std::max_element(widths.begin(), widths.end());
        const double less = std::min(8.0, sum - most);
        *widest -= less;
        sum -= less;
    }
    return widths;
}

double ReportPages::rowHeight(const QStringList& row, const std::vector<double>& widths, bool head) const {
    const QFont font = m_theme.font(11, head ? QFont::DemiBold : QFont::Normal);
    double height = QFontMetricsF(font).height();
    for (std::size_t i = 0; i < widths.size(); ++i)
        height = std::max(height, heightOf(font, row.value(static_cast<qsizetype>(i)), widths[i]));
    return height + 2 * lineGap;
}

void ReportPages::row(const ReportTable& table, const QStringList& cells, const std::vector<double>& widths,
                      bool head) {
    const double height = rowHeight(cells, widths, head);
    m_painter.setFont(head ? m_theme.font(11, QFont::DemiBold) : m_theme.font(11));
    m_painter.setPen(head ? m_theme.mute : m_theme.ink);
    double x = side;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int align = Qt::TextWordWrap | Qt::AlignTop | (table.columns[i].numbers ? Qt::AlignRight : Qt::AlignLeft);
        m_painter.drawText(QRectF(x, m_y + lineGap, widths[i], height), align, cells.value(static_cast<qsizetype>(i)));
        x += widths[i] + cellGap;
    }
    m_y += height;
    m_painter.setPen(QPen(head ? m_theme.mute : m_theme.line, head ? 1 : 0.6));
    m_painter.drawLine(QPointF(side, m_y), QPointF(std::min(x - cellGap, pageWidth - side), m_y));
}

void ReportPages::table(const ReportTable& table) {
    const std::vector<double> widths = columnWidths(table);
    QStringList head;
    for (const ReportTable::Column& column : table.columns) head << column.head;
    const double headHeight = rowHeight(head, widths, true);
    need(headHeight + (table.rows.empty() ? 0 : rowHeight(table.rows.front(), widths, false)));
    row(table, head, widths, true);
    for (const QStringList& cells : table.rows) {
        if (rowHeight(cells, widths, false) > room()) {
            newPage();
            row(table, head, widths, true);
        }
        row(table, cells, widths, false);
    }
    gap(10);
}

void ReportPages::picture(const Drawing& picture, double mostHeight) {
    const double scale = std::min({1.0, width / picture.size.width(), mostHeight / picture.size.height()});
    const double height = picture.size.height() * scale;
    need(height);
    m_painter.save();
    m_painter.translate(side + (width - picture.size.width() * scale) / 2, m_y);
    m_painter.scale(scale, scale);
    picture.paint(m_painter);
    m_painter.restore();
    m_y += height;
    gap(10);
}

void ReportPages::code(const QString& words) {
    QFont font(QStringLiteral("DejaVu Sans Mono"));
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(10);
    const QFontMetricsF metrics(font);
    const auto most = std::max(20, static_cast<int>(width / metrics.horizontalAdvance(u'0')));
    m_painter.setFont(font);
    for (const QString& line : words.split(u'\n'))
        for (qsizetype at = 0; at == 0 || at < line.size(); at += most) {
            need(metrics.height());
            m_painter.setFont(font);  // the foot of a new page has another
            m_painter.setPen(m_theme.ink);
            m_painter.drawText(QPointF(side, m_y + metrics.ascent()), line.mid(at, most));
            m_y += metrics.height();
        }
    gap(6);
}

}  // namespace glassbox
