#include "ui/backprop/graph_picture.h"

#include "engine/explain/number_words.h"
#include "ui/backprop/graph_painter.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace glassbox {

namespace {

class GraphItems : public CanvasItems {
  public:
    explicit GraphItems(GraphPicture& picture) : m_picture(picture) {}

    int count() const override { return static_cast<int>(m_picture.scene().graph.count()); }
    CanvasItem item(int number) const override {
        CanvasItem item{m_picture.wordsFor(number), GraphPicture::tr("Press to go to this operation."),
                        m_picture.nodeRect(number)};
        item.selected = m_picture.isPresent(number);
        return item;
    }
    int at(const QPoint& point) const override { return static_cast<int>(m_picture.nodeAt(point)); }
    int focused() const override { return static_cast<int>(m_picture.focusNode()); }
    void focus(int number) override { m_picture.setFocusNode(number); }
    void press(int number) override { m_picture.choose(number); }

  private:
    GraphPicture& m_picture;
};

bool isMove(const QKeyEvent& event) {
    const int key = event.key();
    return !(event.modifiers() & ~Qt::KeypadModifier) &&
           (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End ||
            key == Qt::Key_PageUp || key == Qt::Key_PageDown);
}

}  // namespace

GraphPicture::GraphPicture(WalkModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_formulas(std::make_shared<const MathFont>()) {
    installCanvasAccessibility<GraphPicture, GraphItems>();
    setObjectName(QStringLiteral("graphPicture"));
    setAccessibleName(tr("Computation graph of this step"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_emptyText = tr("There is no step to show yet.");
    connect(&theme, &ThemeSource::changed, this, &GraphPicture::rebuild);
    connect(&model, &WalkModel::walkChanged, this, &GraphPicture::rebuild);
    connect(&model, &WalkModel::placeChanged, this, &GraphPicture::rebuild);
    connect(&model, &WalkModel::walkChanged, this, &GraphPicture::reveal);
    connect(&model, &WalkModel::placeChanged, this, &GraphPicture::reveal);
    connect(&model, &WalkModel::hoverChanged, this, QOverload<>::of(&GraphPicture::update));
    rebuild();
}

void GraphPicture::setEmptyText(const QString& text) {
    m_emptyText = text;
    if (m_scene.isEmpty()) rebuild();
}

void GraphPicture::setViewport(const QSize& size) {
    if (size == m_viewport) return;
    m_viewport = size;
    rebuild();
    reveal();
}

void GraphPicture::rebuild() {
    m_scene = makeGraphScene(m_model, m_theme.theme(), m_formulas, m_viewport);
    if (m_focus >= m_scene.graph.count()) m_focus = -1;
    resize(m_scene.isEmpty() ? m_viewport : (m_scene.layout.size * m_scene.zoom).toSize());
    setAccessibleDescription(m_scene.isEmpty()
                                 ? m_emptyText
                                 : QString::fromStdString(titleOf(*m_model.walk(), m_model.place(), m_model.grain())));
    update();
}

bool GraphPicture::isPresent(Index node) const {
    return m_scene.nodes[static_cast<std::size_t>(node)].stress == Stress::Result;
}

void GraphPicture::reveal() {
    QRect present;
    for (Index i = 0; i < m_scene.graph.count(); ++i)
        if (isPresent(i)) present |= nodeRect(i) | noteRect(i);
    if (!present.isEmpty()) Q_EMIT revealed(present);
}

QRect GraphPicture::nodeRect(Index node) const {
    const QRectF& rect = m_scene.layout.node(node);
    return QRectF(rect.topLeft() * m_scene.zoom, rect.size() * m_scene.zoom).toAlignedRect();
}

QRect GraphPicture::noteRect(Index node) const {
    const QRectF& rect = m_scene.layout.note(node);
    return QRectF(rect.topLeft() * m_scene.zoom, rect.size() * m_scene.zoom).toAlignedRect();
}

Index GraphPicture::nodeAt(const QPointF& point) const {
    for (Index i = 0; i < m_scene.graph.count(); ++i)
        if (m_scene.layout.node(i).contains(point / m_scene.zoom)) return i;
    return -1;
}

Index GraphPicture::noteAt(const QPointF& point) const {
    for (Index i = 0; i < m_scene.graph.count(); ++i)
        if (!m_scene.nodes[static_cast<std::size_t>(i)].noteSymbol.isEmpty() &&
            m_scene.layout.note(i).contains(point / m_scene.zoom))
            return i;
    return -1;
}

void GraphPicture::choose(Index node, bool gradient) {
    const GraphNode& chosen = m_scene.graph.node(node);
    const Walk& walk = *m_model.walk();
    std::optional<Index> operation = chosen.operation;
    if (gradient) {
        const auto tensor = gradientOf(walk.record(), chosen.tensor);
        operation = tensor ? walk.operationOf(*tensor) : std::nullopt;
    }
    if (operation)
        m_model.setPlace({*operation, -1, -1});
    else
        m_model.choose(placeIn(m_model, chosen.tensor));
}

QString GraphPicture::wordsFor(Index node) const {
    const GraphNode& of = m_scene.graph.node(node);
    const GraphFace& face = m_scene.nodes[static_cast<std::size_t>(node)];
    const Walk& walk = *m_model.walk();
    QString words = of.operation ? QString::fromStdString(titleOf(walk, {*of.operation, -1, -1}, Grain::Operation))
                                 : QString::fromStdString(wordsOf(walk.record(), placeIn(m_model, of.tensor)));
    if (of.tensor.quantity == Quantity::Input) words = tr("Input");
    if (of.tensor.quantity == Quantity::Target) words = tr("Target");
    if (of.tensor.quantity == Quantity::Parameter)
        words = of.tensor.part == 0 ? tr("Weights of layer %1").arg(of.tensor.layer + 1)
                                    : tr("Biases of layer %1").arg(of.tensor.layer + 1);
    return face.note.isEmpty() ? words : tr("%1; gradient %2").arg(words, face.note);
}

void GraphPicture::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const Theme& theme = m_theme.theme();
    const bool paper = m_theme.isOnPaper();
    if (!paper) painter.fillRect(event->rect(), theme.panel);
    if (m_scene.isEmpty()) {
        painter.setFont(theme.font(13));
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(32, 0, -32, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    Index lit = -1;
    if (const auto& hovered = m_model.hovered()) {
        const auto of = gradientIsOf(m_model.walk()->record(), hovered->tensor);
        lit = m_scene.graph.find(of ? *of : hovered->tensor).value_or(-1);
    }
    painter.scale(m_scene.zoom, m_scene.zoom);
    paintGraph(painter, m_scene, theme, m_formulas, paper ? -1 : lit, !paper && showsFocusRing(this) ? m_focus : -1);
}

void GraphPicture::mouseMoveEvent(QMouseEvent* event) {
    const Index node = nodeAt(event->position()), note = noteAt(event->position());
    setCursor(node >= 0 || note >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    std::optional<Place> place;
    if (node >= 0) {
        place = placeIn(m_model, m_scene.graph.node(node).tensor);
    } else if (note >= 0) {
        if (const auto gradient = gradientOf(m_model.walk()->record(), m_scene.graph.node(note).tensor))
            place = placeIn(m_model, *gradient);
    }
    m_model.setHovered(place);
}

void GraphPicture::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (const Index node = nodeAt(event->position()); node >= 0) return choose(node);
    if (const Index note = noteAt(event->position()); note >= 0) return choose(note, true);
}

// The press has done it already; the release is nobody else's.
void GraphPicture::mouseReleaseEvent(QMouseEvent* event) {
    event->setAccepted(event->button() == Qt::LeftButton);
}

void GraphPicture::leaveEvent(QEvent* event) {
    m_model.setHovered({});
    QWidget::leaveEvent(event);
}

bool GraphPicture::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isMove(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Index node = nodeAt(help->pos());
        if (node < 0) {
            QToolTip::hideText();
            event->ignore();
        } else {
            const auto& operation = m_scene.graph.node(node).operation;
            const QString purpose =
                operation ? QString::fromStdString(m_model.walk()->at(*operation).purpose) : QString();
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("<p><b>%1</b><br>%2</p>").arg(wordsFor(node).toHtmlEscaped(), purpose.toHtmlEscaped()),
                this, nodeRect(node));
        }
        return true;
    }
    return QWidget::event(event);
}

void GraphPicture::setFocusNode(Index node) {
    if (node < 0 || node >= m_scene.graph.count()) return;
    m_focus = node;
    m_model.setHovered(placeIn(m_model, m_scene.graph.node(node).tensor));
    Q_EMIT revealed(nodeRect(node) | noteRect(node));
    announceCanvasItem(*this, static_cast<int>(node));
    update();
}

// Up and Down go from node to node in the order of the pass; Left and Right stay the walk's.
void GraphPicture::keyPressEvent(QKeyEvent* event) {
    const Index last = m_scene.graph.count() - 1;
    if (isMove(*event) && last >= 0) {
        const int key = event->key();
        const Index way = key == Qt::Key_Up || key == Qt::Key_PageUp ? -1 : 1;
        setFocusNode(key == Qt::Key_Home  ? 0
                     : key == Qt::Key_End ? last
                     : m_focus < 0        ? 0
                                          : std::clamp<Index>(m_focus + way, 0, last));
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_focus >= 0) return choose(m_focus, event->modifiers() & Qt::ControlModifier);
    QWidget::keyPressEvent(event);
}

void GraphPicture::focusInEvent(QFocusEvent* event) {
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && !m_scene.isEmpty()) setFocusNode(std::max<Index>(m_focus, 0));
    update();
}

void GraphPicture::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) m_model.setHovered({});
    update();
}

}  // namespace glassbox
