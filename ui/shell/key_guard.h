#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace glassbox {

/// Keeps the single-key shortcuts (Space, arrows, letters) from being taken away from a widget that needs the key
/// itself: text and number fields need all, sliders, lists and boxes the arrows, a button reached by Tab needs Space. A
/// widget that moves its own focus by arrows says so by the dynamic property "wantsArrows", one that needs Space by
/// "wantsSpace".
class KeyGuard : public QObject {
    Q_OBJECT

  public:
    /// Watches the whole application.
    explicit KeyGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool needs(const QWidget* widget, const QKeyEvent& key) const;

    bool m_focusByKeyboard = true;
};

}  // namespace glassbox
