#include "ui/lab/point_tools.h"

#include "engine/data/drawn_data.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace glassbox {

PointToolBar::PointToolBar(PointEditor& editor, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_theme(theme) {
    setObjectName(QStringLiteral("pointTools"));
    setAccessibleName(tr("Tools for points"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    struct Entry {
        const char* name;
        const char* icon;
        QString title, help;
    };
    const Entry entries[] = {
        {"toolLook", "tool-look", tr("Look"),
         tr("Point at samples and places to see what the network says of them. Key L, with the picture focused; Esc")},
        {"toolDraw", "tool-draw", tr("Draw points"),
         tr("Click to put a point, drag to spray points, and watch the network follow. Generated points become your "
            "own. Key P, with the picture focused")},
        {"toolMove", "tool-move", tr("Move points"),
         tr("Drag a point to another place. Key M, with the picture focused")},
        {"toolErase", "tool-erase", tr("Erase points"),
         tr("Click or drag over points to take them away. Key X, with the picture focused")}};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(QLatin1String(entries[i].name));
        button->setProperty("iconName", QLatin1String(entries[i].icon));
        button->setProperty("help", tip(entries[i].title, entries[i].help));
        button->setProperty("title", entries[i].title);
        button->setAccessibleName(entries[i].title);
        button->setCheckable(true);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, i] {
            m_editor.setTool(static_cast<PointTool>(i));
            refresh();
        });
        m_buttons[i] = button;
    }
    connect(&editor, &PointEditor::toolChanged, this, &PointToolBar::refresh);
    connect(&editor, &PointEditor::choiceChanged, this, &PointToolBar::refresh);
    connect(&theme, &ThemeSource::changed, this, &PointToolBar::applyTheme);
    applyTheme();
    refresh();
}

void PointToolBar::refresh() {
    const QString why = m_editor.whyNot();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        QToolButton* button = m_buttons[i];
        button->setChecked(m_editor.tool() == static_cast<PointTool>(i));
        const bool usable = i == 0 || why.isEmpty();
        if (button->isEnabled() == usable && !button->toolTip().isEmpty()) continue;
        button->setEnabled(usable);
        button->setToolTip(usable ? button->property("help").toString()
                                  : tip(button->property("title").toString(), why));
        button->setAccessibleDescription(usable ? QString() : why);
    }
}

void PointToolBar::applyTheme() {
    const int size = std::max(16, m_theme.theme().font(16).pixelSize());
    for (QToolButton* button : m_buttons) {
        button->setIcon(themedIcon(button->property("iconName").toString(), m_theme.theme().ink, size));
        button->setIconSize(QSize(size, size));
    }
}

ClassSwatch::ClassSwatch(Index label, ThemeSource& theme, QWidget* parent)
    : QAbstractButton(parent), m_label(label), m_theme(theme) {
    setCheckable(label >= 0);
    setFocusPolicy(label >= 0 ? Qt::TabFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
}

void ClassSwatch::setColor(const QColor& color) {
    if (color == m_color) return;
    m_color = color;
    update();
}

QSize ClassSwatch::sizeHint() const {
    const int side = qRound(22 * std::min(1.25, m_theme.textScale()));
    return {side, side + 4};
}

void ClassSwatch::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre = QRectF(rect()).center();
    const double radius = width() / 2.0 - 3.5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawEllipse(centre, radius, radius);
    painter.setBrush(Qt::NoBrush);
    if (isChecked() || underMouse() || m_label < 0) {
        painter.setPen(QPen(isChecked() ? theme.ink : theme.line, isChecked() ? 1.8 : 1));
        painter.drawEllipse(centre, radius + 2, radius + 2);
    }
    if (m_label >= 0) {
        const QColor dark(0x14, 0x18, 0x20);
        painter.setPen(qGray(m_color.rgb()) > 120 ? dark : QColor(Qt::white));
        painter.setFont(theme.font(11, QFont::DemiBold));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_label));
    }
    if (showsFocusRing(this)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

PointChoice::PointChoice(PointEditor& editor, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_theme(theme) {
    setObjectName(QStringLiteral("pointChoice"));
    build();
    connect(m_value, &QDoubleSpinBox::valueChanged, &m_editor, &PointEditor::setValue);
    connect(m_validation, &QCheckBox::clicked, &m_editor, &PointEditor::setValidation);
    connect(&editor, &PointEditor::toolChanged, this, &PointChoice::refresh);
    connect(&editor, &PointEditor::choiceChanged, this, &PointChoice::refresh);
    connect(&theme, &ThemeSource::changed, this, [this] {
        refresh();
        for (QWidget* swatch : findChildren<ClassSwatch*>()) swatch->updateGeometry();
    });
    refresh();
}

void PointChoice::build() {
    m_classes = new QWidget(this);
    m_classes->setAccessibleName(tr("Class to draw"));
    auto* classes = new QHBoxLayout(m_classes);
    classes->setContentsMargins(0, 0, 0, 0);
    classes->setSpacing(0);
    m_valueColor = new ClassSwatch(-1, m_theme, this);
    m_valueColor->setAccessibleName(tr("Colour of the value to draw"));
    m_value = new QDoubleSpinBox(this);
    m_value->setObjectName(QStringLiteral("drawValue"));
    m_value->setAccessibleName(tr("Value to draw"));
    m_value->setToolTip(
        tip(tr("Value to draw"),
            tr("The value that new points have; their colour on the scale below shows it. Keys [ and ], "
               "with the picture focused, go a tenth down and up.")));
    m_value->setRange(-drawn::largestValue, drawn::largestValue);
    m_value->setSingleStep(0.1);
    m_value->setMaximumWidth(96);
    m_value->setValue(m_editor.value());
    ignoreWheel(m_value);
    m_hint = new QLabel(this);
    m_hint->setObjectName(QStringLiteral("pointHint"));
    m_hint->setProperty("tone", "mute");
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_validation = new QCheckBox(tr("validation"), this);
    m_validation->setObjectName(QStringLiteral("drawValidation"));
    m_validation->setToolTip(tip(tr("Draw validation points"),
                                 tr("New points go to the validation part, drawn as rings: the network is tested on "
                                    "them and never trains on them. Key V, with the picture focused")));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_classes);
    row->addWidget(m_valueColor);
    row->addWidget(m_value);
    row->addWidget(m_hint, 1);
    row->addWidget(m_validation);
}

void PointChoice::setValueColor(const QColor& color) {
    m_valueColor->setColor(color);
}

QString PointChoice::hint() const {
    switch (m_editor.tool()) {
        case PointTool::Draw:
            return m_editor.isCurve() ? tr("Height is the value") : QString();
        case PointTool::Move:
            return tr("Drag a point to its new place");
        case PointTool::Erase:
            return tr("Click points or drag over them");
        case PointTool::Look:
            break;
    }
    return {};
}

void PointChoice::refresh() {
    const bool draw = m_editor.tool() == PointTool::Draw;
    const bool classes = m_editor.classCount() > 0;
    refreshSwatches();
    m_classes->setVisible(draw && classes);
    const bool value = draw && !classes && !m_editor.isCurve();
    m_valueColor->setVisible(value);
    m_value->setVisible(value);
    m_validation->setVisible(draw);
    m_validation->setChecked(m_editor.isValidation());
    m_hint->setText(hint());
    m_value->setValue(m_editor.value());
}

void PointChoice::refreshSwatches() {
    const auto count = static_cast<std::size_t>(m_editor.classCount());
    while (m_swatches.size() > count) {
        delete m_swatches.back();
        m_swatches.pop_back();
    }
    while (m_swatches.size() < count) {
        const auto label = static_cast<Index>(m_swatches.size());
        auto* swatch = new ClassSwatch(label, m_theme, m_classes);
        const QString name = tr("Class %1").arg(label);
        swatch->setObjectName(QStringLiteral("class%1").arg(label));
        swatch->setAccessibleName(name);
        swatch->setToolTip(tip(name, tr("New points are of this class. Key %1, with the picture focused; [ and ] go "
                                        "to the class before and behind.")
                                         .arg(QChar(u'A' + static_cast<char16_t>(label)))));
        connect(swatch, &QAbstractButton::clicked, this, [this, label] {
            m_editor.setLabel(label);
            refresh();
        });
        m_classes->layout()->addWidget(swatch);
        m_swatches.push_back(swatch);
    }
    for (std::size_t i = 0; i < count; ++i) {
        m_swatches[i]->setColor(m_theme.theme().classColor(static_cast<qsizetype>(i), static_cast<qsizetype>(count)));
        m_swatches[i]->setChecked(static_cast<Index>(i) == m_editor.label());
    }
}

}  // namespace glassbox
