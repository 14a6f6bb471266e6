#include "ui/lab/network_canvas.h"

#include "ui/lab/network_accessible.h"
#include "ui/lab/network_action_bar.h"
#include "ui/lab/network_words.h"
#include "ui/lab/weight_editor.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace glassbox {

NetworkCanvas::NetworkCanvas(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_selection(selection),
      m_theme(theme),
      m_acts(new NetworkActs(document, selection, this)),
      m_layerBar(new NetworkActionBar(*m_acts, NetworkActionBar::Extent::All, this)),
      m_hoverBar(new NetworkActionBar(*m_acts, NetworkActionBar::Extent::Units, this)) {
    installNetworkAccessibility();
    setObjectName(QStringLiteral("networkCanvas"));
    setAccessibleName(tr("Network"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(200);
    for (NetworkActionBar* bar : {m_layerBar, m_hoverBar}) bar->installEventFilter(this);
    m_weightEditor = new WeightEditor(document, selection, theme, this);
    m_weightEditor->installEventFilter(this);
    const auto themeChanged = [this] {
        m_scene.theme = m_theme.theme();
        m_layerBar->setTheme(m_scene.theme);
        m_hoverBar->setTheme(m_scene.theme);
        rebuild();
    };
    connect(&theme, &ThemeSource::changed, this, themeChanged);
    connect(&document, &ExperimentDocument::experimentChanged, this, &NetworkCanvas::rebuild);
    connect(&document, &ExperimentDocument::problemChanged, this, &NetworkCanvas::rebuild);
    connect(&document, &ExperimentDocument::presentationChanged, this, &NetworkCanvas::rebuild);
    connect(&document.session(), &TrainingSession::datasetChanged, this, &NetworkCanvas::rebuild);
    connect(&selection, &LabSelection::layerChanged, this, &NetworkCanvas::selectionChanged);
    connect(&selection, &LabSelection::unitChanged, this, &NetworkCanvas::selectionChanged);
    connect(&selection, &LabSelection::shownUnitChanged, this, &NetworkCanvas::selectionChanged);
    connect(&selection, &LabSelection::parameterChanged, this, &NetworkCanvas::chooseParameter);
    connect(&selection, &LabSelection::parameterWanted, m_weightEditor, &WeightEditor::focusField);
    connect(m_acts, &NetworkActs::weightsWanted, this, &NetworkCanvas::editWeights);
    connect(m_acts, &NetworkActs::biasWanted, this, &NetworkCanvas::editBias);
    themeChanged();
}

void NetworkCanvas::setSnapshot(const SnapshotPtr& snapshot) {
    const bool newStructure = !m_scene.snapshot || !snapshot || m_scene.snapshot->network != snapshot->network;
    m_scene.snapshot = snapshot;
    m_weightEditor->setSnapshot(snapshot);
    if (newStructure) {
        rebuild();
    } else {
        repaintPicture();
    }
}

// The buttons below are left alone: nothing about them changes from frame to frame.
void NetworkCanvas::repaintPicture() {
    m_painter.linksChanged();
    update(0, 0, width(), static_cast<int>(m_scene.layout.footer.top()) + 1);
}

void NetworkCanvas::rebuild() {
    const DatasetPtr dataset = m_document.session().dataset();
    m_scene.outline =
        makeOutline(m_scene.snapshot.get(), m_document.experiment(), dataset.get(), !m_document.problem().isEmpty());
    relayout();
}

void NetworkCanvas::relayout() {
    NetworkLayoutRequest request;
    request.size = size();
    request.lineHeight = NetworkPainter::lineHeight(m_scene.theme);
    m_firstUnits.resize(m_scene.outline.columns.size(), 0);
    for (std::size_t i = 0; i < m_scene.outline.columns.size(); ++i) {
        const OutlineColumn& column = m_scene.outline.columns[i];
        request.columns.push_back({column.units, NetworkPainter::headWidth(m_scene.theme, column), m_firstUnits[i]});
    }
    setMinimumWidth(static_cast<int>(NetworkLayout::minimumWidth(request.columns.size())));
    m_scene.layout = layoutNetwork(request);
    m_scene.editable = m_acts->mayEdit();
    if (!m_scene.editable) m_scene.layout.pluses.clear();
    for (std::size_t i = 0; i < m_firstUnits.size(); ++i) m_firstUnits[i] = m_scene.layout.columns[i].firstUnit;
    if (!m_scene.layout.has(m_scene.hovered)) m_scene.hovered = {};
    m_scene.hoveredLink.reset();
    m_scene.hoveredBias.reset();
    if (m_hoverColumn >= m_scene.columnCount()) m_hoverColumn = -1;
    if (!m_scene.layout.has(m_focus)) m_focus = {};
    m_scene.draggedLayer.reset();
    m_painter.setScene(m_scene);
    setAccessibleDescription(networkWords(m_scene));
    chooseParameter();
}

void NetworkCanvas::selectionChanged() {
    m_scene.selectedLayer = m_selection.layer();
    m_scene.keptUnit = m_selection.unit();
    m_scene.shownUnit = m_selection.shownUnit();
    m_scene.focus = m_keyboardUse && hasFocus() ? m_focus : NetworkItem{};
    m_painter.linksChanged();
    placeActions();
    update();
}

void NetworkCanvas::placeActions() {
    const QRectF& footer = m_scene.layout.footer;
    const auto place = [&](NetworkActionBar* bar, std::optional<Index> layer) {
        const bool shown = layer && *layer + 1 < m_scene.columnCount() && bar->setLayer(layer);
        if (!shown) {
            bar->setLayer({});
            return;
        }
        const int x = qRound(m_scene.place(*layer + 1).x - bar->width() / 2.0);
        bar->move(std::clamp(x, 2, std::max(2, width() - bar->width() - 2)),
                  qRound(footer.center().y() - bar->height() / 2.0));
    };
    place(m_layerBar, m_scene.selectedLayer);
    const bool other = m_hoverColumn > 0 && m_scene.selectedLayer != m_hoverColumn - 1 && !m_scene.draggedLayer;
    place(m_hoverBar, other ? std::optional(m_hoverColumn - 1) : std::nullopt);
    const bool layerShown = m_layerBar->layer().has_value();
    if (layerShown && m_hoverBar->layer() && m_hoverBar->geometry().intersects(m_layerBar->geometry()))
        m_hoverBar->setLayer({});
    m_layerBar->setVisible(layerShown);
    m_hoverBar->setVisible(m_hoverBar->layer().has_value());
    // The legend stands at the left, or at the right if buttons need the left.
    std::optional<double> legend;
    for (const double left : {14.0, footer.right() - 14 - m_painter.legendWidth()}) {
        const QRect room =
            QRectF(left - 6, footer.top(), m_painter.legendWidth() + 12, footer.height()).toAlignedRect();
        const bool taken = (layerShown && room.intersects(m_layerBar->geometry())) ||
                           (m_hoverBar->layer() && room.intersects(m_hoverBar->geometry()));
        if (!taken && left >= 6 && !legend) legend = left;
    }
    m_painter.setLegendPlace(legend);
}

void NetworkCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_scene.outline.isEmpty()) {
        painter.fillRect(rect(), m_scene.theme.panel);
        painter.setFont(m_scene.theme.font(13));
        painter.setPen(m_scene.theme.mute);
        painter.drawText(rect().adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The network appears here as soon as its data are ready."));
        return;
    }
    if (m_theme.isOnPaper()) return m_painter.paintOnPaper(painter, m_scene);
    m_painter.paint(painter, m_scene, devicePixelRatioF());
}

void NetworkCanvas::resizeEvent(QResizeEvent*) {
    relayout();
}

std::vector<NetworkItem> NetworkCanvas::items() const {
    std::vector<NetworkItem> items;
    const NetworkLayout& layout = m_scene.layout;
    for (std::size_t i = 0; i < std::max(layout.columns.size(), layout.pluses.size()); ++i) {
        const auto column = static_cast<Index>(i);
        if (i < layout.columns.size()) {
            items.push_back({NetworkItemKind::Head, column, 0});
            const NetworkColumn& place = layout.columns[i];
            for (Index k = 0; k < place.shown(); ++k)
                items.push_back({NetworkItemKind::Unit, column, place.firstUnit + k});
            if (!place.above.isEmpty()) items.push_back({NetworkItemKind::Above, column, 0});
            if (!place.below.isEmpty()) items.push_back({NetworkItemKind::Below, column, 0});
        }
        if (i < layout.pluses.size()) items.push_back({NetworkItemKind::Plus, column, 0});
    }
    return items;
}

// On the buttons the pointer is on no unit or link; the column stays pointed at, as the buttons belong to it.
bool NetworkCanvas::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter) {
        m_scene.hovered = {};
        m_scene.hoveredLink.reset();
        m_scene.hoveredBias.reset();
        m_selection.setHoveredUnit({});
        selectionChanged();
    }
    return QWidget::eventFilter(watched, event);
}

bool NetworkCanvas::event(QEvent* event) {
    // With a layer chosen, plus and minus are its units', not the speed's.
    if (event->type() == QEvent::ShortcutOverride && layerForKeys()) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        const bool units = key.key() == Qt::Key_Plus || key.key() == Qt::Key_Equal || key.key() == Qt::Key_Minus;
        if (units && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* helpEvent = static_cast<QHelpEvent*>(event);
        const NetworkItem item = m_scene.layout.itemAt(helpEvent->pos());
        // Units and links have their label at the pointer already.
        if (!item || item.kind == NetworkItemKind::Unit) {
            QToolTip::hideText();
            event->ignore();
        } else {
            const QString help =
                itemHelp(m_scene, item).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
            QToolTip::showText(
                helpEvent->globalPos(),
                QStringLiteral("<p><b>%1</b><br>%2</p>").arg(itemName(m_scene, item).toHtmlEscaped(), help), this,
                m_scene.layout.rect(item).toAlignedRect());
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace glassbox
