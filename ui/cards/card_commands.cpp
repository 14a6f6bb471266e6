#include "ui/cards/card_commands.h"

#include "ui/cards/card_editor.h"
#include "ui/cards/deck_options_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

CardCommands::CardCommands(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* page)
    : QObject(page), m_study(study), m_theme(theme), m_font(std::move(font)), m_page(page) {}

void CardCommands::open(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CardCommands::newCard(qint64 deck) {
    if (!m_study.isOpen()) return;
    std::vector<std::pair<qint64, QString>> decks;
    const StoredDeck* own = nullptr;
    for (const StoredDeck& candidate : m_study.decks()) {
        decks.emplace_back(candidate.id, candidate.name);
        if (!own && !candidate.shipped) own = &candidate;
    }
    // The first card of one's own begins a deck of one's own.
    if (!own) decks.emplace_back(0, tr("My cards"));
    auto* editor = new CardEditor(m_theme, m_font, m_page->window());
    editor->setWindowTitle(tr("New card"));
    // Into the deck in front if it is the learner's own, else into their first.
    const StoredDeck* chosen = m_study.deck(deck);
    editor->setDecks(decks, chosen && !chosen->shipped ? deck : own ? own->id : 0);
    editor->setTags(m_study.tags());
    editor->restoreLayout(m_editorLayout);
    connect(editor, &QDialog::finished, this, [this, editor](int result) {
        m_editorLayout = editor->saveLayout();
        if (result != QDialog::Accepted) return;
        qint64 into = editor->deck();
        if (into == 0) {
            into = m_study.addDeck({tr("My cards"), {}, {}});
            if (into == 0) return;
            Q_EMIT deckAdded(into);
        }
        if (const qint64 id = m_study.addCard(into, editor->card())) Q_EMIT cardAdded(id);
    });
    open(editor);
}

void CardCommands::edit(qint64 card) {
    if (!m_study.isOpen()) return;
    const auto stored = m_study.card(card);
    if (!stored) return;
    auto* editor = new CardEditor(m_theme, m_font, m_page->window());
    editor->setWindowTitle(tr("Edit card"));
    const StoredDeck* deck = m_study.deck(stored->deck);
    editor->setDecks({{stored->deck, deck ? deck->name : QString()}}, stored->deck);
    editor->setTags(m_study.tags());
    editor->setCard(stored->card);
    editor->restoreLayout(m_editorLayout);
    connect(editor, &QDialog::finished, this, [this, editor, card](int result) {
        m_editorLayout = editor->saveLayout();
        if (result == QDialog::Accepted) m_study.changeCard(card, editor->card());
    });
    open(editor);
}

void CardCommands::nameDeck(const QString& title, const QString& name, const QString& about,
                            std::function<void(const QString&, const QString&)> take) {
    auto* dialog = new QDialog(m_page->window());
    dialog->setObjectName(QStringLiteral("deckNameDialog"));
    dialog->setWindowTitle(title);
    auto* nameEdit = new QLineEdit(name, dialog);
    nameEdit->setObjectName(QStringLiteral("deckName"));
    nameEdit->setMaxLength(100);
    nameEdit->setPlaceholderText(tr("e.g. Exam in June"));
    auto* aboutEdit = new QLineEdit(about, dialog);
    aboutEdit->setObjectName(QStringLiteral("deckAbout"));
    aboutEdit->setMaxLength(300);
    aboutEdit->setPlaceholderText(tr("One sentence of what it is about"));
    auto* form = new QFormLayout;
    form->addRow(tr("Name"), nameEdit);
    form->addRow(tr("About"), aboutEdit);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    for (QAbstractButton* button : buttons->buttons()) button->setIcon({});
    QPushButton* ok = buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Save"));
    const auto follow = [ok, nameEdit] {
        ok->setEnabled(!nameEdit->text().trimmed().isEmpty());
        ok->setToolTip(ok->isEnabled() ? QString() : tr("A deck needs a name."));
    };
    connect(nameEdit, &QLineEdit::textChanged, dialog, follow);
    follow();
    auto* layout = new QVBoxLayout(dialog);
    layout->addLayout(form);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(420);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [nameEdit, aboutEdit, take = std::move(take)] {
        take(nameEdit->text().simplified(), aboutEdit->text().simplified());
    });
    open(dialog);
}

void CardCommands::newDeck() {
    if (!m_study.isOpen()) return;
    nameDeck(tr("New deck"), {}, {}, [this](const QString& name, const QString& about) {
        if (const qint64 id = m_study.addDeck({name, about, {}})) Q_EMIT deckAdded(id);
    });
}

void CardCommands::rename(qint64 deck) {
    const StoredDeck* found = m_study.deck(deck);
    if (!found || found->shipped) return;
    nameDeck(tr("Rename deck"), found->name, found->about,
             [this, deck](const QString& name, const QString& about) { m_study.renameDeck(deck, name, about); });
}

void CardCommands::showOptions(qint64 deck) {
    const StoredDeck* found = m_study.deck(deck);
    if (!found) return;
    auto* dialog = new DeckOptionsDialog(m_theme, *found, m_study.file(), m_page->window());
    connect(dialog, &QDialog::accepted, this, [this, dialog, deck] { m_study.setOptions(deck, dialog->options()); });
    open(dialog);
}

}  // namespace glassbox
