#pragma once

#include "ui/lab/network_acts.h"
#include "ui/lab/network_painter.h"

#include <QWidget>

namespace glassbox {

class NetworkActionBar;
class WeightEditor;

/// The picture of the network and everything one can do with it by mouse and keyboard.
class NetworkCanvas : public QWidget {
    Q_OBJECT

  public:
    NetworkCanvas(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    const NetworkScene& scene() const { return m_scene; }
    NetworkActs& acts() { return *m_acts; }

    /// All items in reading order, for screen readers.
    std::vector<NetworkItem> items() const;
    NetworkItem focusItem() const { return m_focus; }
    void setFocusItem(const NetworkItem& item);
    /// What Enter or a click does.
    void activate(const NetworkItem& item);
    /// The card in which the chosen weight or bias is changed.
    WeightEditor& weightEditor() { return *m_weightEditor; }
    /// Opens it for a unit: its first weight, or its bias.
    void editWeights(const UnitRef& unit);
    void editBias(const UnitRef& unit);

    QSize sizeHint() const override { return {700, 460}; }

  Q_SIGNALS:
    /// The rectangle should be scrolled into view.
    void revealed(const QRect& rect);

  protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void rebuild();
    void relayout();
    void placeActions();
    void selectionChanged();
    void repaintPicture();
    void setHover(const QPointF& point);
    void clearHover();
    void scrollColumn(Index column, Index by);
    void popUp(QMenu* menu, const QPointF& at);
    void dropLayer();
    void setKeyboardUse(bool on);
    bool moveFocus(const QKeyEvent& event);
    bool editByKey(const QKeyEvent& event);
    std::optional<Index> layerForKeys() const;
    // network_canvas_weights.cpp
    void chooseParameter();
    void placeEditor();
    std::optional<ParameterRef> parameterAt(const QPointF& point) const;
    void openParameter(const ParameterRef& place, const QPointF& at);
    bool dragParameter(const QPointF& point, Qt::KeyboardModifiers modifiers);
    bool editParameterByKey(const QKeyEvent& event);

    ExperimentDocument& m_document;
    LabSelection& m_selection;
    ThemeSource& m_theme;
    NetworkActs* m_acts;
    NetworkActionBar* m_layerBar;
    NetworkActionBar* m_hoverBar;
    NetworkScene m_scene;
    NetworkPainter m_painter;
    std::vector<Index> m_firstUnits;
    Index m_hoverColumn = -1;
    NetworkItem m_focus;
    bool m_keyboardUse = false;
    NetworkItem m_pressed;
    QPointF m_pressedAt;
    bool m_isPressed = false;
    int m_wheel = 0;
    /// A weight or bias that the button was pressed on; once the pointer moves, the number follows it.
    struct PressedParameter {
        ParameterRef place;
        std::optional<double> startValue;  // while it follows
        double startY = 0;
    };
    std::optional<PressedParameter> m_pressedParameter;
    std::optional<QPointF> m_editorPlace;  // where the pointer opened it
    WeightEditor* m_weightEditor;
};

}  // namespace glassbox
