#include "ui/cards/card_import_dialog.h"

#include "ui/cards/card_counts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

enum Column { Name, Into, Cards, Added, Updated, Unchanged, Columns };

}  // namespace

CardImportDialog::CardImportDialog(CardFilePtr file, const std::vector<StoredDeck>& decks, qint64 into, QWidget* parent)
    : QDialog(parent), m_file(std::move(file)) {
    setObjectName(QStringLiteral("cardImport"));
    setWindowTitle(tr("Import cards"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    addHead(layout);
    if (m_file->canBeTaken()) {
        if (m_file->kind == CardFileKind::Table) addChoice(layout, decks, into);
        addTable(layout);
    }
    addNotes(layout);
    addMistakes(layout);
    m_undo = words("importUndo", {}, "mute");
    layout->addWidget(m_undo);
    addButtons(layout);
    setLook({});
    const int text = fontMetrics().height();
    resize(52 * text, (m_file->mistakes.isEmpty() ? 18 : 27) * text);
}

// Only now the style's sizes are known.
void CardImportDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    grow();
}

// What it says may take more lines than before.
void CardImportDialog::grow() {
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    if (needed > height()) resize(width(), needed);
}

QLabel* CardImportDialog::words(const char* name, const QString& text, const char* tone) {
    auto* label = new QLabel(text, this);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (tone) label->setProperty("tone", tone);
    return label;
}

void CardImportDialog::addHead(QVBoxLayout* layout) {
    const QString name = QFileInfo(m_file->path).fileName();
    const QString cards = cardCount(m_file->count());
    const auto decks = static_cast<int>(m_file->decks.size());
    QString text = decks == 1 ? tr("%1: %2.").arg(name, cards) : tr("%1: %2 in %3.").arg(name, cards, deckCount(decks));
    if (!m_file->canBeTaken()) text = tr("%1 is not taken as it is.").arg(name);
    layout->addWidget(words("importHead", text, "strong"));
}

void CardImportDialog::addChoice(QVBoxLayout* layout, const std::vector<StoredDeck>& decks, qint64 into) {
    m_into = new QComboBox(this);
    m_into->setObjectName(QStringLiteral("importInto"));
    m_into->setAccessibleName(tr("Deck that the cards go to"));
    m_into->setToolTip(tr("Cards that this deck has already, told by their ids, are changed; the others are added."));
    m_into->addItem(tr("A new deck, “%1”").arg(m_file->decks.front().name), 0);
    for (const StoredDeck& deck : decks)
        if (!deck.shipped || deck.id == into) m_into->addItem(deck.name, deck.id);
    m_into->setCurrentIndex(std::max(0, m_into->findData(into)));
    connect(m_into, &QComboBox::currentIndexChanged, this, [this] {
        setLook({});
        Q_EMIT intoChanged(this->into());
    });
    auto* label = new QLabel(tr("The cards go to"), this);
    label->setBuddy(m_into);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_into, 1);
    layout->addLayout(row);
}

void CardImportDialog::addTable(QVBoxLayout* layout) {
    m_table = new QTreeWidget(this);
    m_table->setObjectName(QStringLiteral("importTable"));
    m_table->setAccessibleName(tr("What happens to the cards of each deck"));
    m_table->setColumnCount(Columns);
    m_table->setHeaderLabels(
        {tr("Deck in the file"), tr("Goes to"), tr("Cards"), tr("New"), tr("Changed"), tr("As they are")});
    m_table->headerItem()->setToolTip(Updated, tr("Cards that are here already and have another text there, or were "
                                                  "reviewed there since. Reviews made here stay."));
    m_table->headerItem()->setToolTip(Unchanged, tr("Cards that are here already, just like that."));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : {Name, Into}) m_table->header()->setSectionResizeMode(column, QHeaderView::Stretch);
    for (int column = Cards; column < Columns; ++column)
        m_table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (const CardFileDeck& deck : m_file->decks) {
        auto* item = new QTreeWidgetItem(m_table);
        item->setText(Name, deck.name);
        item->setText(Cards, QString::number(deck.cards.size()));
        for (int column = Cards; column < Columns; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    const auto rows = static_cast<int>(std::min<std::size_t>(m_file->decks.size(), 8));
    m_table->setMinimumHeight((rows + 1) * 7 * fontMetrics().height() / 4);
    layout->addWidget(m_table, 1);
}

void CardImportDialog::addNotes(QVBoxLayout* layout) {
    QStringList notes;
    if (m_file->leftOut > 0)
        notes += tr("Left out, as they have no question or a text that is far too long: %1.")
                     .arg(cardCount(m_file->leftOut));
    if (m_file->pictures > 0)
        notes += tr("Pictures that can't be shown here: %1. The texts of their cards are taken without them.")
                     .arg(m_file->pictures);
    if (!notes.isEmpty()) layout->addWidget(words("importNotes", notes.join(QLatin1Char('\n'))));
}

void CardImportDialog::addMistakes(QVBoxLayout* layout) {
    if (m_file->mistakes.isEmpty()) return;
    QString text = tr("These rows are left out, the others can be imported:");
    if (m_file->kind == CardFileKind::Text)
        text = tr("Nothing is imported while the deck has mistakes. Mend these in an editor and open the file again:");
    else if (!m_file->canBeTaken())
        text = tr("No row can be imported. Mend these and open the file again:");
    layout->addWidget(words("importMistakesHead", text));
    auto* list = new QPlainTextEdit(m_file->mistakes.join(QLatin1Char('\n')), this);
    list->setObjectName(QStringLiteral("importMistakes"));
    list->setAccessibleName(tr("Mistakes in the file"));
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    layout->addWidget(list, 1);
}

void CardImportDialog::addButtons(QVBoxLayout* layout) {
    auto* buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QDialogButtonBox::Cancel);
    m_close->setObjectName(QStringLiteral("importCancel"));
    m_close->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (m_file->canBeTaken()) {
        m_take = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
        m_take->setObjectName(QStringLiteral("importTake"));
        m_take->setProperty("kind", "primary");
        m_take->setToolTip(tr("Takes all of it in one step."));
        connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    } else {
        m_close->setText(tr("Close"));
    }
    layout->addWidget(buttons);
}

void CardImportDialog::setLook(const std::optional<CardTaking>& look) {
    m_look = look;
    if (!m_take) return m_undo->hide();
    const bool useful = look && look->changesAnything();
    m_take->setEnabled(useful);
    m_take->setDefault(useful);
    m_close->setText(look && !useful ? tr("Close") : tr("Cancel"));
    if (!look) {
        for (int i = 0; i < m_table->topLevelItemCount(); ++i)
            for (const int column : {Into, Added, Updated, Unchanged})
                m_table->topLevelItem(i)->setText(column, QStringLiteral("…"));
        m_undo->setText(tr("Comparing with the cards that are here …"));
        return;
    }
    fillTable(*look);
    tellUndo(*look);
    if (isVisible()) grow();
}

void CardImportDialog::tellUndo(const CardTaking& look) {
    if (!look.changesAnything())
        m_undo->setText(tr("There is nothing to import: all of these cards are here already, just like that."));
    else if (look.updatesCards())
        m_undo->setText(
            tr("Cards that are changed can't be changed back one by one. Therefore all cards and reviews "
               "are copied to the backup of today first, in the folder “backups” beside them."));
    else if (look.freshDecks().size() == look.deckIds().size())
        m_undo->setText(tr("Undo (Ctrl+Z) takes what is new away again; nothing else is changed."));
    else
        m_undo->setText(tr("Cards are only added. To undo this, remove them again in the list of cards."));
}

void CardImportDialog::fillTable(const CardTaking& look) {
    for (int i = 0; i < m_table->topLevelItemCount() && i < static_cast<int>(look.decks.size()); ++i) {
        const TakenDeck& deck = look.decks[static_cast<std::size_t>(i)];
        QTreeWidgetItem* item = m_table->topLevelItem(i);
        item->setText(Into, deck.fresh ? tr("a new deck") : deck.name);
        item->setText(Added, QString::number(deck.counts.added));
        item->setText(Updated, QString::number(deck.counts.updated));
        item->setText(Unchanged, QString::number(deck.counts.unchanged));
    }
}

qint64 CardImportDialog::into() const {
    return m_into ? m_into->currentData().toLongLong() : 0;
}

}  // namespace glassbox
