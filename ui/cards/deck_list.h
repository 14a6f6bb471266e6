#pragma once

#include "ui/shell/theme.h"

#include <QListView>

namespace glassbox {

/// Decks with the number of cards due at the right (DeckListModel). Arrows choose; Enter gives the keys to the page.
class DeckList : public QListView {
    Q_OBJECT

  public:
    explicit DeckList(ThemeSource& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    ThemeSource& m_theme;
};

}  // namespace glassbox
