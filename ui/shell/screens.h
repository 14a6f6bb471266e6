#pragma once

#include <QObject>
#include <QPointer>
#include <QRect>

class QScreen;
class QWidget;

namespace glassbox {

/// The room of a screen that `window` is not on; invalid if there is only one.
QRect otherScreen(const QWidget& window);

/// Where a window of this place has to go so that it can be reached: where it is if enough of it is on one of the
/// `screens`, else onto the first of them, no larger than that.
QRect reachable(const QRect& window, const QList<QRect>& screens);

/// Brings windows back when the screen they are on is unplugged.
class ScreenKeeper : public QObject {
    Q_OBJECT

  public:
    explicit ScreenKeeper(QObject* parent = nullptr);

    /// Watches over a window from now on.
    void add(QWidget* window) { m_windows.append(window); }

  Q_SIGNALS:
    /// A screen is gone, and every window is on one that is left; `moved` says whether one had to be brought back.
    void screenLost(bool moved);
    void screenCountChanged(qsizetype screens);

  private:
    void bringBack(const QScreen* gone);

    QList<QPointer<QWidget>> m_windows;
};

}  // namespace glassbox
