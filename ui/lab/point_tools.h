#pragma once

#include "ui/lab/point_editor.h"
#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QWidget>

#include <array>
#include <vector>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace glassbox {

/// Look, Draw, Move, Erase: four small buttons for a card's head.
class PointToolBar : public QWidget {
    Q_OBJECT

  public:
    PointToolBar(PointEditor& editor, ThemeSource& theme, QWidget* parent = nullptr);

  private:
    void refresh();
    void applyTheme();

    PointEditor& m_editor;
    ThemeSource& m_theme;
    std::array<QToolButton*, 4> m_buttons{};
};

/// A class to draw: its disc with its number.
class ClassSwatch : public QAbstractButton {
    Q_OBJECT

  public:
    ClassSwatch(Index label, ThemeSource& theme, QWidget* parent);

    void setColor(const QColor& color);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Index m_label;
    ThemeSource& m_theme;
    QColor m_color;
};

/// What the tool draws: a class or a value, for which part; for the other tools how they are used.
class PointChoice : public QWidget {
    Q_OBJECT

  public:
    PointChoice(PointEditor& editor, ThemeSource& theme, QWidget* parent = nullptr);

    /// The colour in which a value is drawn.
    void setValueColor(const QColor& color);

  private:
    void build();
    void refresh();
    void refreshSwatches();
    QString hint() const;

    PointEditor& m_editor;
    ThemeSource& m_theme;
    QWidget* m_classes;
    std::vector<ClassSwatch*> m_swatches;
    ClassSwatch* m_valueColor;
    QDoubleSpinBox* m_value;
    QLabel* m_hint;
    QCheckBox* m_validation;
};

}  // namespace glassbox
