#pragma once

#include "ui/models/card_study.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

class QAction;
class QMenu;
class QPushButton;

namespace glassbox {

class DeckList;
class DeckListModel;

/// The decks at the left of the page, and what can be done with the one that is chosen.
class DeckPanel : public Card {
    Q_OBJECT

  public:
    DeckPanel(CardStudy& study, ThemeSource& theme, QWidget* parent = nullptr);

    /// 0: all decks.
    qint64 deck() const { return m_deck; }
    void setDeck(qint64 deck);
    DeckList& list() const { return *m_list; }

  Q_SIGNALS:
    void deckChosen(qint64 deck);
    void newCardWanted();
    void newDeckWanted();
    void cramWanted();
    void optionsWanted();
    void renameWanted();
    void removeWanted();
    void importWanted();
    void exportWanted();

  private:
    void makeActions();
    /// In large text no word is cut off.
    void fitButtons();
    void follow();
    void choose();

    CardStudy& m_study;
    qint64 m_deck = 0;
    DeckListModel* m_model;
    DeckList* m_list;
    QMenu* m_menu;
    QAction *m_options, *m_rename, *m_remove, *m_cram;
    std::vector<QPushButton*> m_buttons;
    bool m_following = false;
};

}  // namespace glassbox
