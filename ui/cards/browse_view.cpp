#include "ui/cards/browse_view.h"

#include "ui/cards/card_face.h"
#include "ui/models/card_list_model.h"
#include "ui/shell/splitter.h"

#include <QDataStream>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int typingPause = 120;  // ms
constexpr qint32 layoutVersion = 1;

}  // namespace

BrowseView::BrowseView(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_study(study) {
    setObjectName(QStringLiteral("browseView"));
    m_model = new CardListModel(study, this);
    m_model->setActive(false);  // until it is seen
    auto* panel = new QFrame(this);
    panel->setObjectName(QStringLiteral("card"));
    auto* inner = new QVBoxLayout(panel);
    inner->setContentsMargins(14, 12, 14, 12);
    inner->setSpacing(8);
    m_search = new QLineEdit(panel);
    m_search->setObjectName(QStringLiteral("cardSearch"));
    m_search->setPlaceholderText(tr("Search, e.g. gradient, tag:activation, is:leech"));
    m_search->setAccessibleName(tr("Search cards"));
    m_search->setClearButtonEnabled(true);
    m_search->setToolTip(
        tr("Cards that hold all of these words. Narrower:\ntag:activation, concept:F4, topic:3\n"
           "is:new, is:learning, is:due, is:suspended, is:buried, is:leech\nKey: Ctrl+F"));
    m_count = new QLabel(panel);
    m_count->setProperty("tone", "mute");
    auto* top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_count);
    inner->addLayout(top);
    makeTable();
    auto* front = new QFrame(this);
    front->setObjectName(QStringLiteral("card"));
    m_face = new CardFace(theme, font, front);
    auto* frontLayout = new QVBoxLayout(front);
    frontLayout->setContentsMargins(2, 2, 2, 2);
    frontLayout->addWidget(m_face);
    m_split = makeSplitter(Qt::Vertical, "browseSplit", theme.theme().gap);
    auto* list = new QWidget(panel);
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->addWidget(m_table, 1);
    m_nothing = new QLabel(list);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("tone", "mute");
    listLayout->addWidget(m_nothing, 1);
    inner->addWidget(list, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    m_edit = makeButton("browseEdit", tr("Edit…"), Qt::Key_E, tr("Question, answer, tags, and what it shows."), [this] {
        if (m_current != 0) Q_EMIT editWanted(m_current);
    });
    m_suspend = makeButton("browseSuspend", tr("Suspend"), Qt::Key_P, tr("Not asked any more, until it is taken up."),
                           [this] { toggleSuspended(); });
    m_bury =
        makeButton("browseBury", tr("Bury"), Qt::Key_B, tr("Not today any more."), [this] { m_study.bury(chosen()); });
    m_cram =
        makeButton("browseCram", tr("Cram"), Qt::Key_C,
                   tr("Go through the chosen cards, or all that were found, without changing their schedule."), [this] {
                       QList<qint64> cards = chosen();
                       if (cards.size() < 2) {
                           cards.clear();
                           for (int row = 0; row < m_model->rowCount(); ++row) cards += m_model->cardAt(row).id;
                       }
                       Q_EMIT cramWanted(cards);
                   });
    m_remove = makeButton("browseRemove", tr("Remove"), Qt::Key_Delete,
                          tr("Takes cards of your own away; undo brings them back."), [this] {
                              if (m_remove->isEnabled()) m_study.removeCards(chosen());
                          });
    auto* fresh = makeButton("browseNew", tr("New card…"), Qt::Key_N, tr("Write a card of your own."),
                             [this] { Q_EMIT newCardWanted(); });
    for (QWidget* made : {m_edit, m_suspend, m_bury, m_cram, m_remove}) buttons->addWidget(made);
    buttons->addStretch(1);
    buttons->addWidget(fresh);
    inner->addLayout(buttons);
    m_split->addWidget(panel);
    m_split->addWidget(front);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({380, 260});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &BrowseView::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        search();
        m_table->setFocus(Qt::OtherFocusReason);
    });
    connect(m_face, &CardFace::seeLiveWanted, this, [this] {
        if (const int row = m_model->rowOf(m_current); row >= 0) Q_EMIT seeLiveWanted(m_model->cardAt(row).card.see);
    });
    setFocusProxy(m_table);
    follow();
}

void BrowseView::makeTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("cardTable"));
    m_table->setAccessibleName(tr("Cards"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* head = m_table->horizontalHeader();
    head->setSortIndicator(-1, Qt::AscendingOrder);
    head->setSortIndicatorClearable(true);
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionResizeMode(QHeaderView::Interactive);
    const std::pair<int, int> widths[] = {{CardListModel::Tags, 110},     {CardListModel::DeckName, 90},
                                          {CardListModel::State, 76},     {CardListModel::Due, 104},
                                          {CardListModel::Stability, 92}, {CardListModel::Difficulty, 74},
                                          {CardListModel::Lapses, 60}};
    for (const auto& [column, width] : widths) head->resizeSection(column, width);
    head->setSectionResizeMode(CardListModel::Question, QHeaderView::Stretch);
    head->setMinimumSectionSize(48);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = chosen(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &BrowseView::follow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BrowseView::showChosen);
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_edit->click(); });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        QMenu menu;
        for (QPushButton* button : {m_edit, m_suspend, m_bury, m_cram, m_remove})
            menu.addAction(button->text(), button, &QPushButton::click)->setEnabled(button->isEnabled());
        menu.exec(m_table->viewport()->mapToGlobal(at));
    });
}

QPushButton* BrowseView::makeButton(const char* name, const QString& text, const QKeySequence& key, const QString& help,
                                    std::function<void()> act) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setProperty("kind", "small");
    made->setFocusPolicy(Qt::TabFocus);
    made->setAutoDefault(false);
    made->setToolTip(tr("%1\nKey: %2").arg(help, key.toString(QKeySequence::NativeText)));
    connect(made, &QPushButton::clicked, this, act);
    auto* shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WindowShortcut);
    connect(shortcut, &QShortcut::activated, made, [made] {
        if (made->isEnabled()) made->click();
    });
    return made;
}

void BrowseView::setDeck(qint64 deck) {
    m_deck = deck;
    search();
}

void BrowseView::setScale(double scale) {
    m_face->setScale(scale);
}

void BrowseView::setSearch(const QString& words) {
    m_search->setText(words);
    search();
}

void BrowseView::search() {
    m_typing.stop();
    m_model->setSearch(m_deck, m_search->text());
}

void BrowseView::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void BrowseView::showCard(qint64 card) {
    if (m_model->rowOf(card) < 0) {
        m_deck = 0;
        setSearch({});
    }
    const int row = m_model->rowOf(card);
    if (row < 0) return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

QList<qint64> BrowseView::chosen() const {
    QList<qint64> cards;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        if (index.row() < m_model->rowCount()) cards += m_model->cardAt(index.row()).id;
    return cards;
}

void BrowseView::follow() {
    const int found = m_model->rowCount();
    m_table->setVisible(found > 0);
    m_nothing->setVisible(found == 0);
    m_nothing->setText(m_search->text().trimmed().isEmpty()
                           ? tr("This deck has no cards yet. N writes one.")
                           : tr("No card holds all of these words. Fewer words find more."));
    m_count->setText(found == 1 ? tr("1 card") : tr("%1 cards").arg(found));
    QItemSelection selection;
    for (const qint64 id : std::exchange(m_kept, {}))
        if (const int row = m_model->rowOf(id); row >= 0)
            selection.select(m_model->index(row, 0), m_model->index(row, CardListModel::columns - 1));
    if (selection.isEmpty() && found > 0)
        selection.select(m_model->index(0, 0), m_model->index(0, CardListModel::columns - 1));
    if (!selection.isEmpty())
        m_table->selectionModel()->setCurrentIndex(selection.indexes().front(), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    showChosen();
}

void BrowseView::showChosen() {
    const QList<qint64> cards = chosen();
    bool suspended = !cards.isEmpty(), own = !cards.isEmpty();
    for (const qint64 id : cards) {
        const StoredCard& card = m_model->cardAt(m_model->rowOf(id));
        const StoredDeck* deck = m_study.deck(card.deck);
        suspended = suspended && card.suspended;
        own = own && (!deck || !deck->shipped || card.card.id.startsWith(QLatin1String("card-")));
    }
    for (QPushButton* button : {m_suspend, m_bury}) button->setEnabled(!cards.isEmpty());
    m_edit->setEnabled(cards.size() == 1);
    m_remove->setEnabled(own);
    m_remove->setToolTip(own || cards.isEmpty()
                             ? tr("Takes cards of your own away; undo brings them back.\nKey: Del")
                             : tr("Cards that come with the program stay; suspend them if you know them by heart."));
    m_cram->setEnabled(m_model->rowCount() > 0);
    m_suspend->setText(suspended ? tr("Take up") : tr("Suspend"));
    m_current = cards.size() == 1 ? cards.front() : 0;
    if (m_current == 0) {
        m_face->clear(cards.isEmpty() ? tr("Choose a card to see it.") : tr("%1 cards are chosen.").arg(cards.size()));
        return;
    }
    const StoredCard& card = m_model->cardAt(m_model->rowOf(m_current));
    const StoredDeck* deck = m_study.deck(card.deck);
    m_face->setCard(card.card, deck ? deck->name : QString());
    m_face->setRevealed(true, false);
}

void BrowseView::toggleSuspended() {
    const QList<qint64> cards = chosen();
    bool all = true;
    for (const qint64 id : cards) all = all && m_model->cardAt(m_model->rowOf(id)).suspended;
    m_study.suspend(cards, !all);
}

void BrowseView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_model->setActive(true);
}

void BrowseView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_model->setActive(false);
}

QByteArray BrowseView::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << m_split->saveState() << m_table->horizontalHeader()->saveState();
    return bytes;
}

void BrowseView::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0;
    QByteArray split, head;
    in >> version >> split >> head;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_split->restoreState(split);
    m_table->horizontalHeader()->restoreState(head);
}

}  // namespace glassbox
