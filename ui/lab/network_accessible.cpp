#include "ui/lab/network_accessible.h"

#include "ui/lab/network_canvas.h"
#include "ui/lab/network_words.h"
#include "ui/shell/canvas_accessible.h"

#include <algorithm>

namespace glassbox {

namespace {

int numberOf(const NetworkCanvas& canvas, const NetworkItem& item) {
    const auto items = canvas.items();
    const auto found = std::find(items.begin(), items.end(), item);
    return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

QAccessible::Role roleOf(NetworkItemKind kind) {
    return kind == NetworkItemKind::Head   ? QAccessible::ColumnHeader
           : kind == NetworkItemKind::Unit ? QAccessible::Graphic
                                           : QAccessible::PushButton;
}

/// Heads, units and plus signs.
class NetworkItems : public CanvasItems {
  public:
    explicit NetworkItems(NetworkCanvas& canvas) : m_canvas(canvas) {}

    int count() const override { return static_cast<int>(m_canvas.items().size()); }
    CanvasItem item(int number) const override {
        const NetworkScene& scene = m_canvas.scene();
        const NetworkItem own = at(number);
        CanvasItem item{itemName(scene, own), itemHelp(scene, own), scene.layout.rect(own).toAlignedRect(),
                        roleOf(own.kind)};
        const bool head = own.kind == NetworkItemKind::Head, unit = own.kind == NetworkItemKind::Unit;
        item.selectable = head || unit;
        item.selected = (head && own.column > 0 && scene.selectedLayer == own.column - 1) ||
                        (unit && scene.keptUnit == UnitRef{own.column - 1, own.unit});
        return item;
    }
    int at(const QPoint& point) const override { return numberOf(m_canvas, m_canvas.scene().layout.itemAt(point)); }
    int focused() const override { return numberOf(m_canvas, m_canvas.focusItem()); }
    void focus(int number) override { m_canvas.setFocusItem(at(number)); }
    void press(int number) override { m_canvas.activate(at(number)); }

  private:
    NetworkItem at(int number) const { return m_canvas.items()[static_cast<std::size_t>(number)]; }

    NetworkCanvas& m_canvas;
};

}  // namespace

void installNetworkAccessibility() {
    installCanvasAccessibility<NetworkCanvas, NetworkItems>();
}

void announceNetworkFocus(NetworkCanvas& canvas) {
    if (const int number = numberOf(canvas, canvas.focusItem()); number >= 0) announceCanvasItem(canvas, number);
}

}  // namespace glassbox
