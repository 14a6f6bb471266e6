#include "ui/optimizers/network_landscape_controls.h"

#include "ui/plots/contour_canvas.h"
#include "ui/shell/theme.h"
#include "ui/shell/value_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace glassbox {

NetworkLandscapeControls::NetworkLandscapeControls(std::vector<ContourCanvas*> canvases, ThemeSource& theme,
                                                   QWidget* parent)
    : QWidget(parent), m_canvases(std::move(canvases)), m_theme(theme) {
    m_spacing = new QComboBox(this);
    m_spacing->setObjectName(QStringLiteral("landscapeSpacing"));
    m_spacing->setAccessibleName(tr("Levels of the contour lines"));
    m_spacing->setToolTip(tr("How the costs of the contour lines follow each other."));
    m_spacing->addItem(tr("Logarithmic levels"), static_cast<int>(LevelSpacing::Logarithmic));
    m_spacing->addItem(tr("Linear levels"), static_cast<int>(LevelSpacing::Linear));
    m_spacing->addItem(tr("Equal-area levels"), static_cast<int>(LevelSpacing::EqualArea));
    ignoreWheel(m_spacing);
    m_field = new QCheckBox(tr("Gradient field"), this);
    m_field->setObjectName(QStringLiteral("landscapeField"));
    m_field->setToolTip(
        tr("Arrows uphill within this plane: the part of the cost's gradient that lies in it, by differences."));
    m_zoomOut = makeButton("landscapeZoomOut", tr("Zoom out"), tr("See more (Ctrl+−, or turn the wheel)"),
                           &ContourCanvas::zoomOut);
    m_zoomIn = makeButton("landscapeZoomIn", tr("Zoom in"), tr("See less, larger (Ctrl++, or turn the wheel)"),
                          &ContourCanvas::zoomIn);
    m_home = makeButton("landscapeHome", tr("Standard view"), tr("Back to the standard view (Ctrl+0, or double click)"),
                        &ContourCanvas::showHome);
    m_home->setText(tr("Standard view"));
    for (QPushButton* icon : {m_zoomOut, m_zoomIn}) icon->setProperty("iconOnly", true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_spacing);
    layout->addWidget(m_field);
    layout->addStretch(1);
    for (QPushButton* button : {m_zoomOut, m_zoomIn, m_home}) layout->addWidget(button);
    connect(m_spacing, &QComboBox::currentIndexChanged, this, [this] {
        for (ContourCanvas* canvas : m_canvases) canvas->setSpacing(spacing());
    });
    connect(m_field, &QCheckBox::toggled, this, [this](bool shown) {
        for (ContourCanvas* canvas : m_canvases) canvas->setFieldShown(shown);
    });
    for (ContourCanvas* canvas : m_canvases)
        connect(canvas, &ContourCanvas::rangeChanged, this, &NetworkLandscapeControls::refresh);
    connect(&theme, &ThemeSource::changed, this, &NetworkLandscapeControls::setIcons);
    setIcons();
    refresh();
}

QPushButton* NetworkLandscapeControls::makeButton(const char* objectName, const QString& name, const QString& tip,
                                                  void (ContourCanvas::*act)()) {
    auto* button = new QPushButton(this);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setProperty("kind", "small");
    connect(button, &QPushButton::clicked, this, [this, act] {
        for (ContourCanvas* canvas : m_canvases)
            if (canvas->surface().function) (canvas->*act)();
    });
    return button;
}

void NetworkLandscapeControls::setIcons() {
    const QColor& color = m_theme.theme().ink;
    m_zoomOut->setIcon(themedIcon(QStringLiteral("minus"), color, 16));
    m_zoomIn->setIcon(themedIcon(QStringLiteral("plus"), color, 16));
}

LevelSpacing NetworkLandscapeControls::spacing() const {
    return static_cast<LevelSpacing>(m_spacing->currentData().toInt());
}

void NetworkLandscapeControls::setSpacing(LevelSpacing spacing) {
    m_spacing->setCurrentIndex(m_spacing->findData(static_cast<int>(spacing)));
}

void NetworkLandscapeControls::setUsable(bool usable) {
    m_usable = usable;
    refresh();
}

void NetworkLandscapeControls::refresh() {
    for (QWidget* control : std::initializer_list<QWidget*>{m_spacing, m_field, m_zoomIn, m_zoomOut})
        control->setEnabled(m_usable);
    m_home->setEnabled(m_usable && std::any_of(m_canvases.begin(), m_canvases.end(),
                                               [](const ContourCanvas* canvas) { return !canvas->isHome(); }));
}

}  // namespace glassbox
