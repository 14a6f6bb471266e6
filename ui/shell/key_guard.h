#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace glassbox {

/// Keeps the single-key shortcuts (Space, arrows, letters) from being taken away from a widget that needs the key
/// itself: text and number fields need all; sliders, closed lists and buttons need arrows, letters or Space only when
/// they were reached by the keyboard, so that after clicking around the keys still run the training. A widget that
/// moves its own focus by arrows says so by the dynamic property "wantsArrows" (always) or "movesByArrows" (when
/// reached by the keyboard), one that needs Space by "wantsSpace".
///
/// The widget with the focus carries the property "focusRing" where a ring is to be drawn: text fields always,
/// everything else when it was reached by the keyboard. A press of the mouse outside a text field leaves the field.
class KeyGuard : public QObject {
    Q_OBJECT

  public:
    /// Watches the whole application.
    explicit KeyGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool needs(const QWidget* widget, const QKeyEvent& key) const;
    void focusCame(QWidget* widget, const QEvent& event);
    void mousePressed(QWidget* widget);

    bool m_byKeyboard = false;
};

/// Whether a widget with the focus is to show it.
bool showsFocusRing(const QWidget* widget);

/// Marks the widget that the keys belong to when no field has them.
void setKeyHome(QWidget* page);

/// Gives the keys back to the page that the field stands on; a field that was reached by Tab keeps its place in the
/// order, so that Tab goes on from there.
void leaveField(QWidget* field);

}  // namespace glassbox
