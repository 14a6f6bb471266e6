#include "ui/lab/weights_view.h"

#include "ui/lab/weights_canvas.h"
#include "ui/plots/color_bar.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace glassbox {

namespace {

/// Scrolls sideways with the wheel, as it has nothing to scroll up and down; tells when its viewport changes.
class Strip : public QScrollArea {
  public:
    explicit Strip(WeightsCanvas* canvas) {
        setWidget(canvas);
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        viewport()->setAutoFillBackground(false);
        canvas->setAutoFillBackground(false);
    }

  protected:
    void resizeEvent(QResizeEvent* event) override {
        QScrollArea::resizeEvent(event);
        static_cast<WeightsCanvas*>(widget())->setStrip(viewport()->size());
    }
    void wheelEvent(QWheelEvent* event) override {
        const QPoint turn = event->angleDelta();
        if (horizontalScrollBar()->maximum() == 0) {
            event->ignore();
            return;
        }
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turn.y() != 0 ? turn.y() : turn.x()) / 2);
    }
};

}  // namespace

WeightsView::WeightsView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setObjectName("weightsView");
    m_canvas = new WeightsCanvas(selection, theme);
    m_canvas->setToolTip({});
    m_scroll = new Strip(m_canvas);
    m_scroll->setObjectName("weightsScroll");
    m_readout = new QLabel(this);
    m_readout->setObjectName("weightsReadout");
    m_readout->setProperty("tone", "mute");
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new ColorBar(theme, this);
    m_bar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_readout->setMinimumHeight(m_bar->sizeHint().height());  // one height with the scale and without it
    m_bar->setToolTip(tr(
        "One colour scale for all layers: orange weights are negative (and carry a small minus), blue ones positive, "
        "from the largest weight by size to its opposite."));

    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(m_readout, 1);
    below->addWidget(m_bar);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(below);

    connect(m_canvas, &WeightsCanvas::currentChanged, this, &WeightsView::refreshWords);
    const auto showScale = [this] { m_bar->setScale(ColorMap::diverging(m_theme.theme()), m_canvas->range()); };
    connect(m_canvas, &WeightsCanvas::rangeChanged, this, showScale);
    connect(&theme, &ThemeSource::changed, this, showScale);
    connect(m_canvas, &WeightsCanvas::wantsVisible, this, [this](const QRectF& rect) {
        m_scroll->ensureVisible(static_cast<int>(rect.center().x()), static_cast<int>(rect.center().y()), 40, 0);
    });
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::datasetChanged, this,
            [this, &session] { m_canvas->setDataset(session.dataset()); });
    m_canvas->setDataset(session.dataset());
    if (const SnapshotPtr latest = session.latest()) setSnapshot(latest);
    refreshWords();
}

void WeightsView::setSnapshot(const SnapshotPtr& snapshot) {
    m_canvas->setSnapshot(snapshot);
}

QString WeightsView::readout() const {
    return m_readout->text();
}

void WeightsView::refreshWords() {
    QString text = m_canvas->words();
    m_canvas->setAccessibleDescription(text);
    if (text.isEmpty() && m_canvas->layoutOfWeights().aggregated) {
        text = tr("in blocks, each as its largest weight");
    } else if (text.isEmpty() && !m_canvas->layoutOfWeights().groups.empty()) {
        text = tr("rows: units · columns: inputs · apart: bias");
    }
    // Where there is no room for both, the value under the pointer goes before the scale, the scale before the caption.
    const QMargins around = contentsMargins();
    const int room = width() - around.left() - around.right();
    const int wide = m_readout->fontMetrics().horizontalAdvance(text) + 2;
    const bool fits = wide + 12 + m_bar->sizeHint().width() <= room;
    const bool caption = m_canvas->words().isEmpty();
    m_bar->setVisible(fits || caption);
    if (!fits && caption) text.clear();
    text = m_readout->fontMetrics().elidedText(text, Qt::ElideRight, room);
    if (m_readout->text() != text) m_readout->setText(text);
}

void WeightsView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshWords();
}

}  // namespace glassbox
