#include "ui/cards/deck_panel.h"

#include "ui/cards/deck_list.h"
#include "ui/models/deck_list_model.h"

#include <QAction>
#include <QGridLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

DeckPanel::DeckPanel(CardStudy& study, ThemeSource& theme, QWidget* parent)
    : Card(tr("Decks"), parent), m_study(study) {
    setNote(tr("due"));
    m_model = new DeckListModel(study, this);
    m_list = new DeckList(theme, this);
    m_list->setModel(m_model);
    body()->addWidget(m_list, 1);
    makeActions();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DeckPanel::choose);
    connect(m_list, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { m_menu->popup(m_list->viewport()->mapToGlobal(at)); });
    connect(&study, &CardStudy::decksChanged, this, &DeckPanel::follow);
    connect(&theme, &ThemeSource::changed, this, &DeckPanel::fitButtons);
    fitButtons();
    follow();
}

void DeckPanel::makeActions() {
    m_menu = new QMenu(this);
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    const auto action = [this](const char* name, const QString& text, const QString& help, auto wanted) {
        auto* made = m_menu->addAction(text, this, wanted);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(help);
        return made;
    };
    const auto button = [&](QAction* of, const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(of->objectName() + QStringLiteral("Button"));
        made->setProperty("kind", "small");
        made->setFocusPolicy(Qt::TabFocus);
        made->setAutoDefault(false);
        made->setToolTip(of->toolTip());
        connect(made, &QPushButton::clicked, of, &QAction::trigger);
        connect(of, &QAction::changed, made, [made, of] { made->setEnabled(of->isEnabled()); });
        const auto at = static_cast<int>(m_buttons.size());
        grid->addWidget(made, at / 2, at % 2);
        m_buttons.push_back(made);
    };
    button(action("newCard", tr("New card…"), tr("Write a card of your own.\nKey: N"), &DeckPanel::newCardWanted),
           tr("New card…"));
    button(action("newDeck", tr("New deck…"), tr("An empty deck for cards of your own."), &DeckPanel::newDeckWanted),
           tr("New deck…"));
    m_menu->addSeparator();
    m_cram = action("cram", tr("Cram"), tr("Go through all cards of this deck without changing their schedule."),
                    &DeckPanel::cramWanted);
    button(m_cram, tr("Cram"));
    m_options = action("deckOptions", tr("Options…"),
                       tr("New cards a day, how surely they shall be remembered, and fitting the schedule to you."),
                       &DeckPanel::optionsWanted);
    button(m_options, tr("Options…"));
    m_rename = action("renameDeck", tr("Rename…"), tr("Another name for this deck."), &DeckPanel::renameWanted);
    m_remove = action("removeDeck", tr("Remove"), tr("Takes the deck away with its cards; undo brings it back."),
                      &DeckPanel::removeWanted);
    m_menu->addSeparator();
    button(action("importCards", tr("Import…"),
                  tr("Cards from a package of Anki (.apkg), a table (.csv) or a text (.deck.md)."),
                  &DeckPanel::importWanted),
           tr("Import…"));
    button(action("exportCards", tr("Export…"),
                  tr("This deck as a package for Anki (.apkg), a table (.csv) or a text (.deck.md)."),
                  &DeckPanel::exportWanted),
           tr("Export…"));
    body()->addSpacing(6);
    body()->addLayout(grid);
}

void DeckPanel::fitButtons() {
    for (QPushButton* button : m_buttons) button->setMinimumWidth(button->sizeHint().width());
}

void DeckPanel::follow() {
    m_following = true;
    const bool gone = m_deck != 0 && !m_study.deck(m_deck);
    if (gone) m_deck = 0;
    const int row = m_model->rowOf(m_deck);
    if (row >= 0 && m_list->currentIndex().row() != row) m_list->setCurrentIndex(m_model->index(row));
    m_following = false;
    const StoredDeck* deck = m_study.deck(m_deck);
    for (QAction* act : m_menu->actions()) act->setEnabled(m_study.isOpen());
    m_options->setEnabled(deck != nullptr);
    m_rename->setEnabled(deck && !deck->shipped);
    m_remove->setEnabled(deck && !deck->shipped);
    m_remove->setToolTip(deck && deck->shipped
                             ? tr("Decks that come with the program stay. With 0 new cards a day they keep quiet.")
                             : tr("Takes the deck away with its cards; undo brings it back."));
    m_cram->setEnabled(m_study.isOpen() && m_study.counts(m_deck).total > 0);
    if (gone) Q_EMIT deckChosen(m_deck);
}

void DeckPanel::choose() {
    if (m_following || !m_list->currentIndex().isValid()) return;
    setDeck(m_model->deckAt(m_list->currentIndex().row()));
}

void DeckPanel::setDeck(qint64 deck) {
    if (deck == m_deck) return;
    m_deck = deck;
    follow();
    Q_EMIT deckChosen(m_deck);
}

}  // namespace glassbox
