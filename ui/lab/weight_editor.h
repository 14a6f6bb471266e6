#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <QElapsedTimer>
#include <QFrame>

class QLabel;
class QSlider;
class QToolButton;

namespace glassbox {

class ThemeSource;
class ValueEdit;

/// A small card that changes the weight or bias that is chosen in the selection: by typing, by the slider, by wheel and
/// arrow keys. Each change reaches the network at once and is undoable. Shown while a number is chosen.
class WeightEditor : public QFrame {
    Q_OBJECT

  public:
    WeightEditor(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// What the number is called: "Weight of unit 3 for input x₁".
    void setTitle(const QString& title);
    /// The value as it stands; not-a-number where it is unknown.
    double value() const { return m_value; }
    /// Sets the number as part of the gesture under way.
    void setValue(double value);
    /// Later changes are an undo step of their own.
    void endGesture() { ++m_gesture; }
    /// The other numbers of the same unit: all its weights, then its bias.
    void goToNeighbour(int by);
    /// Puts the keyboard into the field.
    void focusField();

  protected:
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void build();
    void chooseParameter();
    void refresh();
    void refreshFrozen();
    void showValue();
    void toggleFrozen(bool on);
    QString check(const QString& text) const;
    double step(Qt::KeyboardModifiers modifiers) const;
    std::optional<double> valueIn(const SnapshotPtr& snapshot) const;
    std::vector<ParameterRef> siblings() const;

    ExperimentDocument& m_document;
    LabSelection& m_selection;
    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    QLabel* m_title;
    QLabel* m_problem;
    ValueEdit* m_edit;
    QSlider* m_slider;
    QToolButton *m_previous, *m_next, *m_zero, *m_freeze, *m_close;
    std::optional<ParameterRef> m_parameter;  // the one that is shown
    double m_value = 0;
    double m_reach = 2;  // of the slider, to both sides
    QElapsedTimer m_sinceEdit;
    int m_gesture = 0;
    int m_wheel = 0;
    bool m_showing = false;
};

}  // namespace glassbox
