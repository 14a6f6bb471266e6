#pragma once

#include "ui/lab/network_acts.h"
#include "ui/shell/theme.h"

#include <QFrame>

class QToolButton;

namespace glassbox {

/// The buttons under a layer: take and add a unit; for the selected layer also copy, freeze, delete.
class NetworkActionBar : public QFrame {
    Q_OBJECT

  public:
    enum class Extent { Units, All };
    NetworkActionBar(NetworkActs& acts, Extent extent, QWidget* parent);

    void setTheme(const Theme& theme);
    /// The layer that the buttons work on; none hides the bar. False if there is nothing to show for it.
    bool setLayer(std::optional<Index> layer);
    std::optional<Index> layer() const { return m_layer; }

  private:
    QToolButton* addButton(const char* name, const char* icon, const QString& title, const QString& help);

    NetworkActs& m_acts;
    Extent m_extent;
    std::optional<Index> m_layer;
    QToolButton* m_remove;
    QToolButton* m_add;
    QToolButton* m_copy = nullptr;
    QToolButton* m_freeze = nullptr;
    QToolButton* m_delete = nullptr;
};

}  // namespace glassbox
