#pragma once

#include "ui/shell/theme.h"

#include <QListWidget>

namespace glassbox {

/// A list of things to tick; Space ticks, and the ticks look like our check boxes.
class CheckList : public QListWidget {
    Q_OBJECT

  public:
    explicit CheckList(ThemeSource& theme, QWidget* parent = nullptr);

    QListWidgetItem* add(const QString& text, bool on);
    /// As high as its items, but no more than `rows` of them.
    void fitHeight(int rows);

  private:
    void applyTheme();

    ThemeSource& m_theme;
};

}  // namespace glassbox
