#include "ui/lab/curves_view.h"

#include "ui/lab/curves_canvas.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/strip_scroll.h"
#include "ui/shell/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

CurvesView::CurvesView(LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_selection(selection) {
    setObjectName(QStringLiteral("curvesView"));
    m_canvas = new CurvesCanvas(selection, theme);
    m_scroll = new StripScroll(m_canvas, [this](const QSize& size) { m_canvas->setStrip(size); });
    m_scroll->setObjectName(QStringLiteral("curvesScroll"));
    m_readout = new QLabel(this);
    m_readout->setObjectName(QStringLiteral("curvesReadout"));
    m_readout->setProperty("tone", "mute");
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readout->setToolTip(
        tr("Thick line: a = f(z). Thin line: its slope, which the gradient is multiplied by on its way back. Shaded: "
           "saturated, the slope is under 5 % of its largest, so that hardly any gradient passes. Below: where z lies "
           "on samples of the training part, the darker the more often."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_readout);
    connect(m_canvas, &CurvesCanvas::currentChanged, this, &CurvesView::refreshWords);
    connect(m_canvas, &CurvesCanvas::wantsVisible, this, [this](const QRectF& rect) {
        m_scroll->ensureVisible(static_cast<int>(rect.center().x()), static_cast<int>(rect.center().y()), 40, 0);
    });
    refreshWords();
}

void CurvesView::setSnapshot(const SnapshotPtr& snapshot, const std::shared_ptr<const Dataset>& dataset) {
    m_snapshot = snapshot;
    m_canvas->setSnapshot(snapshot, dataset);
}

QString CurvesView::readout() const {
    return m_readout->text();
}

QWidget* CurvesView::picture() const {
    return m_canvas->hasValues() ? m_canvas : nullptr;
}

void CurvesView::refreshWords() {
    QString text = m_canvas->words();
    m_canvas->setAccessibleDescription(text);
    const auto wide = [this](const QString& words) { return m_readout->fontMetrics().horizontalAdvance(words) + 4; };
    if (text.isEmpty() && m_canvas->hasValues()) {
        const PreActivations& all = m_snapshot->preActivations;
        const bool chosen = m_selection.sample() == all.sample;
        const auto& panels = m_canvas->layoutOfCurves().panels;
        const bool groups = std::any_of(panels.begin(), panels.end(),
                                        [](const CurvePanel& panel) { return panel.grouped && panel.bars.empty(); });
        QStringList remarks{chosen ? tr("marks: sample %1").arg(all.sample + 1)
                                   : tr("marks: sample %1, as none is chosen").arg(all.sample + 1)};
        if (groups) remarks << tr("units close together as one mark with their number");
        remarks << tr("below: z on %1 samples").arg(all.batchSamples) << tr("shaded: saturated, slope under 5 %")
                << tr("thin: slope");
        for (const QString& remark : remarks) {
            const QString longer = text.isEmpty() ? remark : text + QStringLiteral(" · ") + remark;
            if (text.isEmpty() || wide(longer) <= width()) text = longer;
        }
    }
    text = m_readout->fontMetrics().elidedText(text, Qt::ElideRight, width());
    if (m_readout->text() != text) m_readout->setText(text);
}

void CurvesView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshWords();
}

}  // namespace glassbox
