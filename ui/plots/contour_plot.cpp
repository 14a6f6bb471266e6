#include "ui/plots/contour_plot.h"

#include "ui/plots/contour_canvas.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace glassbox {

ContourPlot::ContourPlot(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_canvas = new ContourCanvas(theme, this);
    makeControls();
    auto* controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_spacing);
    controls->addWidget(m_field);
    controls->addWidget(m_words, 1);
    for (QPushButton* button : {m_zoomOut, m_zoomIn, m_home}) controls->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_canvas, 1);
    layout->addLayout(controls);
    setIcons();
    connect(&theme, &ThemeSource::changed, this, &ContourPlot::setIcons);
    connect(m_canvas, &ContourCanvas::pictureChanged, this, &ContourPlot::refreshWords);
    connect(m_canvas, &ContourCanvas::rangeChanged, this, &ContourPlot::refreshWords);
    refreshWords();
}

void ContourPlot::makeControls() {
    m_spacing = new QComboBox(this);
    m_spacing->setObjectName(QStringLiteral("contourSpacing"));
    m_spacing->setAccessibleName(tr("Levels of the contour lines"));
    const auto choice = [this](LevelSpacing spacing, const QString& name, const QString& tip) {
        m_spacing->addItem(name, static_cast<int>(spacing));
        m_spacing->setItemData(m_spacing->count() - 1, tip, Qt::ToolTipRole);
    };
    choice(LevelSpacing::Logarithmic, tr("Logarithmic levels"),
           tr("Each line stands for a multiple of the height above the lowest value: narrow minima can be seen beside "
              "steep walls."));
    choice(LevelSpacing::Linear, tr("Linear levels"),
           tr("The same difference from line to line: the nearer the lines, the steeper the slope."));
    choice(LevelSpacing::EqualArea, tr("Equal-area levels"),
           tr("As much of the picture between any two lines: shows some of everything, but distances of lines tell "
              "nothing of the slope."));
    m_spacing->setToolTip(tr("How the values of the contour lines follow each other."));
    connect(m_spacing, &QComboBox::currentIndexChanged, this, [this] {
        m_canvas->setSpacing(spacing());
        m_spacing->setToolTip(m_spacing->currentData(Qt::ToolTipRole).toString());
        Q_EMIT spacingChanged(spacing());
    });
    m_field = new QCheckBox(tr("Gradient field"), this);
    m_field->setObjectName(QStringLiteral("contourField"));
    m_field->setToolTip(
        tr("Arrows of the gradient ∇f: they point uphill, across the contour lines; gradient descent goes the other "
           "way. Their lengths are compressed, so that gentle slopes can be seen beside steep ones."));
    connect(m_field, &QCheckBox::toggled, this, [this](bool shown) {
        m_canvas->setFieldShown(shown);
        Q_EMIT fieldShownChanged(shown);
    });
    const auto button = [this](const char* name, const QString& words, const QString& tip) {
        auto* made = new QPushButton(this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(words);
        made->setToolTip(tip);
        made->setProperty("kind", "small");
        return made;
    };
    m_zoomOut = button("contourZoomOut", tr("Zoom out"), tr("See more (Ctrl+−, or turn the wheel)"));
    m_zoomIn = button("contourZoomIn", tr("Zoom in"), tr("See less, larger (Ctrl++, or turn the wheel)"));
    m_home = button("contourHome", tr("Standard view"), tr("Back to the standard view (Ctrl+0, or double click)"));
    m_home->setText(tr("Standard view"));
    for (QPushButton* icon : {m_zoomOut, m_zoomIn}) icon->setProperty("iconOnly", true);
    connect(m_zoomOut, &QPushButton::clicked, m_canvas, &ContourCanvas::zoomOut);
    connect(m_zoomIn, &QPushButton::clicked, m_canvas, &ContourCanvas::zoomIn);
    connect(m_home, &QPushButton::clicked, m_canvas, &ContourCanvas::showHome);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("contourWords"));
    m_words->setProperty("tone", "caption");
    m_words->setTextFormat(Qt::PlainText);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ContourPlot::setIcons() {
    const QColor& color = m_theme.theme().ink;
    m_zoomOut->setIcon(themedIcon(QStringLiteral("minus"), color, 16));
    m_zoomIn->setIcon(themedIcon(QStringLiteral("plus"), color, 16));
    refreshWords();
}

LevelSpacing ContourPlot::spacing() const {
    return static_cast<LevelSpacing>(m_spacing->currentData().toInt());
}

void ContourPlot::setSpacing(LevelSpacing spacing) {
    m_spacing->setCurrentIndex(m_spacing->findData(static_cast<int>(spacing)));
}

void ContourPlot::setFieldShown(bool shown) {
    m_field->setChecked(shown);
}

void ContourPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshWords();
}

void ContourPlot::refreshWords() {
    const bool any = static_cast<bool>(m_canvas->surface().function);
    for (QWidget* control : std::initializer_list<QWidget*>{m_spacing, m_field, m_zoomIn, m_zoomOut})
        control->setEnabled(any);
    m_home->setEnabled(any && !m_canvas->isHome());
    const QString text = any ? m_canvas->accessibleDescription() : QString();
    m_words->setText(m_words->fontMetrics().elidedText(text, Qt::ElideRight, m_words->width()));
    m_words->setToolTip(text);
}

}  // namespace glassbox
