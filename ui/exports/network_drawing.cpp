#include "ui/exports/network_drawing.h"

#include "ui/plots/link_paths.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace glassbox {

namespace {

constexpr Index mostUnits = 12, shownAtEnds = 5;
constexpr double radius = 11, rowGap = 34, leastGap = 104, headHeight = 52, legendHeight = 34, legendLine = 32,
                 legendGap = 18, edge = 10;

QString tr(const char* text) {
    return QCoreApplication::translate("NetworkDrawing", text);
}

/// "negative" stands behind a dashed line, "positive" behind a whole one.
std::array<QString, 3> legendWords() {
    return {tr("positive weight"), tr("negative weight"), tr("wider: larger within its layer")};
}

/// The units of a layer, or the inputs, one below the other.
struct Column {
    QString title, below;
    Index units = 0;
    std::vector<Index> shown{};
    QStringList names{};  // beside the shown units; empty: none
    double x = 0;
    double width = 0;  // of its words

    bool isWhole() const { return static_cast<Index>(shown.size()) == units; }
    /// Rows that it takes: what is left out takes one.
    double rows() const { return static_cast<double>(shown.size()) + (isWhole() ? 0 : 1); }
};

class NetworkFigure {
  public:
    explicit NetworkFigure(const Model& model);
    QSizeF size() const { return m_size; }
    void paint(QPainter& painter) const;

  private:
    struct Link {
        std::size_t column;  // it leads into
        std::size_t from, to;
        std::optional<float> share;  // of the layer's largest weight, signed; absent: no weight
    };
    void addColumn(const QString& title, const QString& below, Index units);
    void addLinks(Index layer, const NamedTensor* weight);
    void place();
    QPointF at(std::size_t column, std::size_t unit) const;
    void paintLinks(QPainter& painter) const;
    void paintUnits(QPainter& painter, const Column& column, std::size_t index) const;
    double legendWidth() const;
    void paintLegend(QPainter& painter) const;

    const Theme m_theme = Theme::light();
    std::vector<Column> m_columns;
    std::vector<Link> m_links;
    double m_rows = 1, m_left = 0, m_right = 0;
    QSizeF m_size;
    bool m_hasWeights = false;
};

NetworkFigure::NetworkFigure(const Model& model) {
    const Network& network = model.network;
    const auto names = [](const std::vector<std::string>& all, const Column& column) {
        QStringList texts;
        if (static_cast<Index>(all.size()) == column.units)
            for (const Index unit : column.shown) texts << QString::fromStdString(all[static_cast<std::size_t>(unit)]);
        return texts;
    };
    const Index inputs = network.inputShape().size();
    addColumn(tr("Input"), inputs == 1 ? tr("1 feature") : tr("%1 features").arg(countText(inputs)), inputs);
    m_columns.back().names = names(model.data->featureNames, m_columns.back());
    std::map<std::string, NamedTensor> tensors;
    for (NamedTensor& tensor : network.exportParameters()) tensors.emplace(tensor.name, std::move(tensor));
    for (Index i = 0; i < network.layerCount(); ++i) {
        Index parameters = 0;
        for (const auto& parameter : network.layer(i).parameters()) parameters += parameter.rows * parameter.cols;
        const Index units = network.layer(i).outputShape().size();
        const QString count = units == 1 ? tr("1 unit") : tr("%1 units").arg(countText(units));
        addColumn(layerWords(network, i),
                  parameters > 0 ? tr("%1, %2 parameters").arg(count, countText(parameters)) : count, units);
        const auto weight = tensors.find(std::to_string(i) + ".weight");
        const bool dense = network.spec(i).kind == "dense" && weight != tensors.end();
        addLinks(i, dense ? &weight->second : nullptr);
    }
    if (m_columns.size() > 1) {
        Column& last = m_columns.back();
        last.names = names(model.data->classNames, last);
        if (last.units == 1)
            last.names = {model.data->task == Task::Classification && model.data->classCount() == 2
                              ? QString::fromStdString(model.data->classNames[1])
                              : QString::fromStdString(model.data->targetName)};
    }
    place();
}

void NetworkFigure::addColumn(const QString& title, const QString& below, Index units) {
    Column column{title, below, units};
    for (Index unit = 0; unit < units; ++unit)
        if (units <= mostUnits || unit < shownAtEnds || unit >= units - shownAtEnds) column.shown.push_back(unit);
    column.width = std::max(QFontMetricsF(m_theme.font(12, QFont::DemiBold)).horizontalAdvance(title),
                            QFontMetricsF(m_theme.font(11)).horizontalAdvance(below));
    m_columns.push_back(column);
}

void NetworkFigure::addLinks(Index layer, const NamedTensor* weight) {
    const auto number = static_cast<std::size_t>(layer) + 1;
    const Column &from = m_columns[number - 1], &to = m_columns[number];
    if (!weight) {
        for (std::size_t i = 0; i < to.shown.size(); ++i)
            if (from.units == to.units) m_links.push_back({number, i, i, {}});
        return;
    }
    m_hasWeights = true;
    float largest = 0;
    for (const float value : weight->values)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    for (std::size_t i = 0; i < to.shown.size(); ++i)
        for (std::size_t k = 0; k < from.shown.size(); ++k) {
            const float value = weight->values[static_cast<std::size_t>(to.shown[i] * from.units + from.shown[k])];
            if (std::isfinite(value)) m_links.push_back({number, k, i, largest > 0 ? value / largest : 0.0F});
        }
    // Strong ones lie on top.
    const auto weaker = [](const Link& a, const Link& b) {
        return std::abs(a.share.value_or(0)) < std::abs(b.share.value_or(0));
    };
    std::stable_sort(m_links.begin(), m_links.end(), weaker);
}

void NetworkFigure::place() {
    const QFontMetricsF metrics(m_theme.font(12));
    const auto widest = [&](const QStringList& names) {
        double width = 0;
        for (const QString& name : names) width = std::max(width, metrics.horizontalAdvance(name) + radius + 8);
        return width;
    };
    for (const Column& column : m_columns) m_rows = std::max(m_rows, column.rows());
    double x = edge + std::max(widest(m_columns.front().names), m_columns.front().width / 2);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0) x += std::max(leastGap, (m_columns[i - 1].width + m_columns[i].width) / 2 + 22);
        m_columns[i].x = x;
    }
    const double right = m_columns.size() > 1 ? widest(m_columns.back().names) : 0;
    const double wide = x + std::max(right, m_columns.back().width / 2) + edge;
    const double needed = m_hasWeights ? legendWidth() : 0;
    if (needed > wide)  // a small network stands in the middle above its legend
        for (Column& column : m_columns) column.x += (needed - wide) / 2;
    m_size = QSizeF(std::max(wide, needed), headHeight + m_rows * rowGap + (m_hasWeights ? legendHeight : 0) + edge);
}

QPointF NetworkFigure::at(std::size_t column, std::size_t unit) const {
    const Column& of = m_columns[column];
    const double top = headHeight + (m_rows - of.rows()) * rowGap / 2;
    const bool behind = !of.isWhole() && unit >= static_cast<std::size_t>(shownAtEnds);
    return {of.x, top + (static_cast<double>(unit) + (behind ? 1 : 0) + 0.5) * rowGap};
}

void NetworkFigure::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintLinks(painter);
    for (std::size_t i = 0; i < m_columns.size(); ++i) paintUnits(painter, m_columns[i], i);
    if (m_hasWeights) paintLegend(painter);
}

void NetworkFigure::paintLinks(QPainter& painter) const {
    LinkPaths paths(painter);
    for (const Link& link : m_links) {
        const QPointF from = at(link.column - 1, link.from), to = at(link.column, link.to);
        LinkStroke stroke;
        stroke.y0 = static_cast<float>(from.y());
        stroke.y1 = static_cast<float>(to.y());
        stroke.width = link.share ? 0.5F + 3.2F * std::abs(*link.share) : 1.2F;
        stroke.alpha = link.share ? 0.25F + 0.65F * std::abs(*link.share) : 0.5F;
        stroke.color = (!link.share ? m_theme.mute : *link.share < 0 ? m_theme.negative : m_theme.positive).rgb();
        stroke.dash = link.share && *link.share < 0 ? std::max(6.0F, 3 * stroke.width) : 0;
        paths.draw(LinkCourse(from.x() + radius, to.x() - radius), stroke);
    }
}

void NetworkFigure::paintUnits(QPainter& painter, const Column& column, std::size_t index) const {
    const auto text = [&](double y, const QFont& font, const QColor& color, const QString& words) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(column.x - column.width, y, 2 * column.width, 18), Qt::AlignCenter, words);
    };
    text(2, m_theme.font(12, QFont::DemiBold), m_theme.ink, column.title);
    text(20, m_theme.font(11), m_theme.mute, column.below);
    for (std::size_t i = 0; i < column.shown.size(); ++i) {
        const QPointF middle = at(index, i);
        painter.setPen(QPen(m_theme.ink, 1.2));
        painter.setBrush(m_theme.panel);
        painter.drawEllipse(middle, radius, radius);
        if (static_cast<qsizetype>(i) >= column.names.size()) continue;
        painter.setPen(m_theme.ink);
        painter.setFont(m_theme.font(12));
        const QRectF room(index == 0 ? 0 : middle.x() + radius + 6, middle.y() - 10,
                          index == 0 ? middle.x() - radius - 6 : m_size.width() - middle.x() - radius - 6, 20);
        painter.drawText(room, (index == 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         column.names[static_cast<qsizetype>(i)]);
    }
    if (column.isWhole()) return;
    const double y = (at(index, shownAtEnds - 1).y() + at(index, shownAtEnds).y()) / 2;
    const auto hidden = column.units - static_cast<Index>(column.shown.size());
    text(y - 9, m_theme.font(11), m_theme.mute, tr("… %1 more").arg(countText(hidden)));
}

double NetworkFigure::legendWidth() const {
    const QFontMetricsF metrics(m_theme.font(11));
    double width = edge + 2 * legendLine;
    for (const QString& text : legendWords()) width += metrics.horizontalAdvance(text) + legendGap;
    return width;
}

void NetworkFigure::paintLegend(QPainter& painter) const {
    const double y = headHeight + m_rows * rowGap + legendHeight / 2;
    double x = edge;
    painter.setFont(m_theme.font(11));
    const auto words = [&](const QString& text) {
        painter.setPen(m_theme.mute);
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
        painter.drawText(QRectF(x, y - 10, width + 4, 20), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + legendGap;
    };
    LinkPaths paths(painter);
    const auto line = [&](const QColor& color, float dash) {
        const auto height = static_cast<float>(y);
        paths.draw(LinkCourse(x, x + legendLine - 6), {height, height, 2.4F, 0.9F, color.rgb(), dash});
        x += legendLine;
    };
    line(m_theme.positive, 0);
    const auto [positive, negative, wider] = legendWords();
    words(positive);
    line(m_theme.negative, 7);
    words(negative);
    words(wider);
}

}  // namespace

QString layerWords(const Network& network, Index index) {
    const std::string& kind = network.spec(index).kind;
    const std::string activation = network.layer(index).activation();
    if (kind == "activation") return QString::fromStdString(activation);
    const LayerInfo* info = findLayer(kind);
    const QString title = QString::fromStdString(info ? info->title : kind);
    return activation.empty() || activation == "identity"
               ? title
               : QStringLiteral("%1, %2").arg(title, QString::fromStdString(activation));
}

Drawing networkDrawing(const Model& model) {
    const auto figure = std::make_shared<const NetworkFigure>(model);
    return {figure->size(), tr("Network"), [figure](QPainter& painter) { figure->paint(painter); }};
}

}  // namespace glassbox
