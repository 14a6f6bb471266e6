#include "ui/lab/matrices_view.h"

#include "ui/lab/matrices_canvas.h"
#include "ui/plots/color_bar.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
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
    explicit Strip(MatricesCanvas* canvas) {
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
        static_cast<MatricesCanvas*>(widget())->setStrip(viewport()->size());
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

MatricesView::MatricesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme,
                           MatrixSource source, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    const QString name = source.name;
    setObjectName(name + QStringLiteral("View"));
    m_canvas = new MatricesCanvas(selection, theme, std::move(source));
    m_canvas->setToolTip({});
    m_scroll = new Strip(m_canvas);
    m_scroll->setObjectName(name + QStringLiteral("Scroll"));
    m_readout = new QLabel(this);
    m_readout->setObjectName(name + QStringLiteral("Readout"));
    m_readout->setProperty("tone", "mute");
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new ColorBar(theme, this);
    m_bar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_readout->setMinimumHeight(m_bar->sizeHint().height());  // one height with the scale and without it
    m_bar->setToolTip(m_canvas->source().scaleTip);

    m_perLayer = new QCheckBox(tr("per layer"), this);
    m_perLayer->setObjectName(name + QStringLiteral("PerLayer"));
    m_perLayer->setToolTip(
        tr("Off: one colour means the same number in every layer. On: every layer uses the whole "
           "range of colours, and its largest number by size stands beside its title."));
    m_controls = new QHBoxLayout;
    m_controls->setSpacing(12);
    m_controls->addWidget(m_perLayer);
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(m_readout, 1);
    below->addLayout(m_controls);
    below->addWidget(m_bar);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(below);

    connect(m_perLayer, &QCheckBox::toggled, this, &MatricesView::setPerLayer);
    connect(m_canvas, &MatricesCanvas::currentChanged, this, &MatricesView::refreshWords);
    const auto showScale = [this] { m_bar->setScale(ColorMap::diverging(m_theme.theme()), m_canvas->range()); };
    connect(m_canvas, &MatricesCanvas::rangeChanged, this, showScale);
    connect(&theme, &ThemeSource::changed, this, showScale);
    connect(m_canvas, &MatricesCanvas::wantsVisible, this, [this](const QRectF& rect) {
        m_scroll->ensureVisible(static_cast<int>(rect.center().x()), static_cast<int>(rect.center().y()), 40, 0);
    });
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::datasetChanged, this,
            [this, &session] { m_canvas->setDataset(session.dataset()); });
    m_canvas->setDataset(session.dataset());
    if (const SnapshotPtr latest = session.latest()) setSnapshot(latest);
    refreshWords();
}

void MatricesView::setSnapshot(const SnapshotPtr& snapshot) {
    const bool had = m_canvas->hasValues();
    m_canvas->setSnapshot(snapshot);
    if (had != m_canvas->hasValues()) refreshWords();
}

QList<QWidget*> MatricesView::legend() const {
    return {m_bar};
}

void MatricesView::addControl(QWidget* control) {
    m_controls->insertWidget(0, control);
}

void MatricesView::setPerLayer(bool perLayer) {
    m_perLayer->setChecked(perLayer);
    m_canvas->setPerLayer(perLayer);
    refreshWords();
}

QString MatricesView::readout() const {
    return m_readout->text();
}

void MatricesView::refreshWords() {
    QString text = m_canvas->words();
    m_canvas->setAccessibleDescription(text);
    if (text.isEmpty() && m_canvas->layoutOfMatrices().aggregated) {
        text = tr("in blocks, each as its largest value");
    } else if (text.isEmpty() && m_canvas->hasValues()) {
        text = m_canvas->source().caption;
    }
    // Where there is no room for both, the value under the pointer goes before the scale, the scale before the caption.
    const QMargins around = contentsMargins();
    const int room = width() - around.left() - around.right() - m_controls->sizeHint().width() - 12;
    const int wide = m_readout->fontMetrics().horizontalAdvance(text) + 2;
    const bool fits = wide + 12 + m_bar->sizeHint().width() <= room;
    const bool caption = m_canvas->words().isEmpty();
    // With a scale for each layer its ends stand beside the titles.
    m_bar->setVisible((fits || caption) && m_canvas->hasValues() && !m_canvas->isPerLayer());
    if (!fits && caption) text.clear();
    text = m_readout->fontMetrics().elidedText(text, Qt::ElideRight, room);
    if (m_readout->text() != text) m_readout->setText(text);
}

void MatricesView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshWords();
}

}  // namespace glassbox
