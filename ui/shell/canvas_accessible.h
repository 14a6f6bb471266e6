#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

#include <memory>

class QWidget;

namespace glassbox {

/// A thing that a canvas paints, as a screen reader meets it.
struct CanvasItem {
    QString name, description;
    QRect rect;  ///< on the canvas
    QAccessible::Role role = QAccessible::Graphic;
    bool selectable = true;
    bool selected = false;
    bool takesFocus = true;  ///< can be given the keyboard from outside
};

/// What a canvas tells of its things; they are known by their number in reading order.
class CanvasItems {
  public:
    virtual ~CanvasItems() = default;
    virtual int count() const = 0;
    virtual CanvasItem item(int number) const = 0;
    /// The one under a point of the canvas, and the one with the keyboard; -1: none.
    virtual int at(const QPoint& point) const = 0;
    virtual int focused() const = 0;
    virtual void focus(int number) = 0;
    /// What Enter or a click does.
    virtual void press(int number) = 0;
};

/// The canvas with its things as children, before the widgets that stand on it.
QAccessibleInterface* makeCanvasAccessible(QWidget* canvas, std::unique_ptr<CanvasItems> items);

/// Makes every canvas of a class known in this way; `Items` is made from the canvas. May be called more than once.
template <typename Canvas, typename Items>
void installCanvasAccessibility() {
    QAccessible::installFactory([](const QString&, QObject* object) -> QAccessibleInterface* {
        auto* canvas = qobject_cast<Canvas*>(object);
        return canvas ? makeCanvasAccessible(canvas, std::make_unique<Items>(*canvas)) : nullptr;
    });
}

/// Tells screen readers that another thing has the keyboard; -1: the canvas itself.
void announceCanvasItem(QWidget& canvas, int number);

}  // namespace glassbox
