#include "ui/lab/network_view.h"

#include "ui/lab/network_canvas.h"
#include "ui/plots/plot_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace glassbox {

NetworkView::NetworkView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : Card(tr("Network"), parent),
      m_canvas(new NetworkCanvas(document, selection, theme)),
      m_parameters(new QLabel(this)) {
    m_parameters->setObjectName(QStringLiteral("parameterCount"));
    m_parameters->setProperty("tone", "chip");
    m_parameters->setToolTip(
        tr("Numbers that training can change: all weights and biases.\n"
           "A dense layer with n inputs and m units has (n + 1) · m."));
    m_parameters->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_parameters->hide();
    head()->addWidget(m_parameters);
    const auto showHint = [this] {
        setNote(m_canvas->acts().mayEdit() ? tr("hover a unit to see it large · click a link to change its weight")
                                           : tr("hover a unit to see it large"),
                QString());
    };
    connect(&document, &ExperimentDocument::presentationChanged, this, showHint);
    showHint();
    // Many layers scroll sideways rather than shrink until nothing can be read.
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("networkScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_canvas);
    body()->addWidget(scroll, 1);
    layout()->setContentsMargins(4, 12, 4, 4);
    if (QLayoutItem* row = layout()->itemAt(0); row && row->layout()) row->layout()->setContentsMargins(10, 0, 10, 0);
    connect(m_canvas, &NetworkCanvas::revealed, scroll, [scroll](const QRect& rect) {
        scroll->ensureVisible(rect.center().x(), rect.center().y(), rect.width(), 0);
    });
}

void NetworkView::setSnapshot(const SnapshotPtr& snapshot) {
    m_canvas->setSnapshot(snapshot);
    const auto network = snapshot ? snapshot->network : nullptr;
    if (network == m_counted) return;
    m_counted = network;
    m_parameters->setVisible(network != nullptr);
    if (!network) return;
    m_parameters->setText(network->parameterCount == 1 ? tr("1 parameter")
                                                       : tr("%1 parameters").arg(countText(network->parameterCount)));
}

Index NetworkView::wantedPicture() const {
    return 40;
}

}  // namespace glassbox
