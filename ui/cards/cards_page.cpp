#include "ui/cards/cards_page.h"

#include "lessons/study/card_view.h"
#include "ui/cards/browse_view.h"
#include "ui/cards/card_commands.h"
#include "ui/cards/card_files.h"
#include "ui/cards/card_picture.h"
#include "ui/cards/deck_list.h"
#include "ui/cards/deck_panel.h"
#include "ui/cards/review_run.h"
#include "ui/cards/review_view.h"
#include "ui/cards/statistics_runner.h"
#include "ui/cards/statistics_today.h"
#include "ui/cards/statistics_view.h"
#include "ui/shell/banner.h"
#include "ui/shell/splitter.h"

#include <QDataStream>
#include <QDateTime>
#include <QHBoxLayout>
#include <QIODevice>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;
constexpr int leastWidth = 520;

}  // namespace

CardsPage::CardsPage(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_study(study), m_theme(theme), m_session(study) {
    setObjectName(QStringLiteral("cardsPage"));
    m_banner = new Banner(theme, this);
    m_banner->dismiss();
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("cardTabs"));
    m_tabs->setAccessibleName(tr("What is done with the cards"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Review")), tr("The cards that are due, one after another."));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Browse")), tr("All cards: search, read, edit.\nKey: Ctrl+F"));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Statistics")),
                          tr("What comes, how much is remembered, and whether the schedule is right about it."));
    m_decks = new DeckPanel(study, theme);
    m_review = new ReviewView(study, m_session, theme, font);
    m_browse = new BrowseView(study, theme, font);
    m_statistics = new StatisticsView(theme);
    m_today = new TodayPanel(theme);
    m_figures = new StudyFiguresRunner(study.file(), study.clock().days, study.clock().now, this);
    m_run = new ReviewRun(study, m_session, this);
    m_commands = new CardCommands(study, theme, font, this);
    m_files = new CardFiles(study.file(), this);
    m_files->setPictures([](const QString& picture) {
        constexpr QSize size(720, 400);
        return cardPicturePng(picture, Theme::light(), size);
    });
    makeLayout();
    connectDecks();
    connectStudy();
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WindowShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        setView(Browse);
        m_browse->focusSearch();
    });
}

CardsPage::~CardsPage() {
    // What is shown looks at the session until it is gone.
    delete m_all;
}

void CardsPage::makeLayout() {
    const int gap = m_theme.theme().gap;
    m_views = new QStackedWidget(this);
    // A view that is not in front does not make the window wider.
    m_views->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_views->setMinimumWidth(leastWidth);
    for (QWidget* view :
         {static_cast<QWidget*>(m_review), static_cast<QWidget*>(m_browse), static_cast<QWidget*>(m_statistics)})
        m_views->addWidget(view);
    m_all = makeSplitter(Qt::Horizontal, "cardsColumns", gap);
    m_all->addWidget(m_decks);
    m_all->addWidget(m_views);
    auto* side = new QFrame;
    side->setObjectName(QStringLiteral("card"));
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(14, 12, 14, 12);
    sideLayout->addWidget(m_today);
    m_side = side;
    m_all->addWidget(side);
    m_all->setStretchFactor(0, 0);
    m_all->setStretchFactor(1, 1);
    m_all->setStretchFactor(2, 0);
    m_all->setSizes({230, 700, 270});
    m_side->setMinimumWidth(220);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(gap, 6, gap, gap);
    inner->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_review->actions());
    inner->addLayout(head);
    inner->addWidget(m_all, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inner, 1);
    setFocusProxy(m_review);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
        m_views->setCurrentIndex(view);
        m_side->setVisible(view == Review && !m_presenting);
        m_review->actions()->setVisible(view == Review);
        setFocusProxy(m_views->currentWidget());
        m_run->setInFront(view == Review);
        computeFigures();
    });
}

void CardsPage::connectDecks() {
    connect(m_decks, &DeckPanel::deckChosen, this, &CardsPage::deckChosen);
    connect(m_decks, &DeckPanel::newCardWanted, this, [this] { m_commands->newCard(m_decks->deck()); });
    connect(m_decks, &DeckPanel::newDeckWanted, m_commands, &CardCommands::newDeck);
    connect(m_decks, &DeckPanel::renameWanted, this, [this] { m_commands->rename(m_decks->deck()); });
    connect(m_decks, &DeckPanel::optionsWanted, this, [this] { m_commands->showOptions(m_decks->deck()); });
    connect(m_decks, &DeckPanel::removeWanted, this, [this] { m_study.removeDeck(m_decks->deck()); });
    connect(m_decks, &DeckPanel::cramWanted, this, [this] { cram({}); });
    connect(m_decks, &DeckPanel::importWanted, m_files, &CardFiles::chooseImport);
    connect(m_decks, &DeckPanel::exportWanted, this, [this] { m_files->chooseExport(m_decks->deck()); });
    connect(m_commands, &CardCommands::deckAdded, m_decks, &DeckPanel::setDeck);
    connect(m_review, &ReviewView::editWanted, m_commands, &CardCommands::edit);
    connect(m_review, &ReviewView::newCardWanted, this, [this] { m_commands->newCard(m_decks->deck()); });
    connect(m_review, &ReviewView::seeLiveWanted, this, &CardsPage::seeLive);
    connect(m_review, &ReviewView::scaleChanged, m_browse, &BrowseView::setScale);
    connect(m_run, &ReviewRun::reviewWanted, this, [this] { setView(Review); });
    connect(m_run, &ReviewRun::textWanted, m_review, &ReviewView::stepScale);
    connect(m_browse, &BrowseView::editWanted, m_commands, &CardCommands::edit);
    connect(m_browse, &BrowseView::newCardWanted, this, [this] { m_commands->newCard(m_decks->deck()); });
    connect(m_browse, &BrowseView::seeLiveWanted, this, &CardsPage::seeLive);
    connect(m_browse, &BrowseView::cramWanted, this, &CardsPage::cram);
    connect(m_statistics, &StatisticsView::cardWanted, this, [this](qint64 card) {
        setView(Browse);
        m_browse->showCard(card);
    });
    connect(m_files, &CardFiles::imported, this, [this](const QString& sentence, const QList<qint64>& decks) {
        m_study.adopt(m_files->freshDecks());
        if (!decks.isEmpty()) m_decks->setDeck(decks.front());
        m_banner->show(Banner::Kind::Info, sentence);
    });
    connect(m_files, &CardFiles::told, this,
            [this](const QString& sentence) { m_banner->show(Banner::Kind::Info, sentence); });
    connect(m_files, &CardFiles::failed, this, &CardsPage::showProblem);
}

void CardsPage::connectStudy() {
    connect(&m_study, &CardStudy::opened, this, [this] {
        // The first time there is one thing to begin with.
        if (m_wantedDeck < 0 && !m_study.decks().empty()) m_wantedDeck = m_study.decks().front().id;
        if (m_study.deck(m_wantedDeck)) m_decks->setDeck(m_wantedDeck);
        m_browse->setDeck(m_decks->deck());
        m_session.study(m_decks->deck());
        computeFigures();
        if (!m_wantedFile.isEmpty()) m_files->importFile(std::exchange(m_wantedFile, {}));
    });
    connect(&m_study, &CardStudy::failed, this,
            [this](const QString& sentence) { m_banner->show(Banner::Kind::Error, sentence, tr("Try again")); });
    connect(&m_study, &CardStudy::noticed, this,
            [this](const QString& sentence) { m_banner->show(Banner::Kind::Warning, sentence); });
    connect(&m_study, &CardStudy::refused, this, &CardsPage::showProblem);
    connect(&m_study, &CardStudy::cardsChanged, this, &CardsPage::computeFigures);
    connect(&m_session, &ReviewSession::leechNoticed, this, &CardsPage::noticeLeech);
    connect(m_banner, &Banner::triggered, this, [this] {
        m_banner->dismiss();
        if (m_leech != 0)
            m_commands->edit(std::exchange(m_leech, 0));
        else
            m_study.open();
    });
    connect(m_figures, &StudyFiguresRunner::ready, this, [this](const StudyFigures& figures) {
        const StoredDeck* deck = m_study.deck(figures.deck);
        m_today->setFigures(figures);
        m_statistics->setFigures(figures, deck ? deck->name : tr("All decks"));
    });
    connect(m_figures, &StudyFiguresRunner::failed, this, &CardsPage::showProblem);
}

void CardsPage::deckChosen() {
    m_banner->dismiss();
    m_session.study(m_decks->deck());
    m_browse->setDeck(m_decks->deck());
    computeFigures();
}

void CardsPage::computeFigures() {
    if (m_study.isOpen() && isVisible()) m_figures->compute(m_decks->deck());
}

void CardsPage::cram(const QList<qint64>& chosen) {
    QList<qint64> cards = chosen;
    if (cards.isEmpty())
        for (const StoredCard& card : m_study.browse(m_decks->deck())) cards += card.id;
    m_session.cram(cards, static_cast<quint32>(m_study.clock().now()));
    setView(Review);
    m_review->setFocus(Qt::OtherFocusReason);
}

void CardsPage::seeLive(const QString& see) {
    try {
        Q_EMIT seeLiveWanted(parseSee(see));
    } catch (const StudyError& error) {
        showProblem(tr("What this card would show live can't be read: %1.").arg(error.sentence()));
    }
}

void CardsPage::noticeLeech(qint64 card) {
    m_leech = card;
    m_banner->show(Banner::Kind::Info,
                   tr("The last card was forgotten again and again. It may ask too much at once: put it in words of "
                      "your own, or split it in two."),
                   tr("Edit it"));
}

void CardsPage::showProblem(const QString& sentence) {
    m_leech = 0;
    m_banner->show(Banner::Kind::Warning, sentence);
}

CardsPage::View CardsPage::view() const {
    return static_cast<View>(m_tabs->currentIndex());
}

void CardsPage::setView(View view) {
    m_tabs->setCurrentIndex(view);
}

PageRun& CardsPage::run() const {
    return *m_run;
}

void CardsPage::addMenus(ExperimentDocument& document, FileCommands& files) {
    m_statistics->addMenus(document, files);
}

void CardsPage::importFile(const QString& path) {
    // What is there already has to be known first.
    if (m_study.isOpen())
        m_files->importFile(path);
    else
        m_wantedFile = path;
}

void CardsPage::setPresenting(bool presenting) {
    m_presenting = presenting;
    m_review->setPresenting(presenting);
    m_decks->setVisible(!presenting);
    m_side->setVisible(!presenting && view() == Review);
    // Layouts of a page that is not in front would keep the window as wide as it was.
    m_all->updateGeometry();
    layout()->activate();
}

bool CardsPage::back() {
    if (view() != Review) {
        setView(Review);
        return true;
    }
    if (!m_session.isCramming()) return false;
    m_session.endCram();
    return true;
}

void CardsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!event->spontaneous()) window()->installEventFilter(this);
    m_study.isOpen() ? m_study.refresh() : m_study.open();
    computeFigures();
}

// Another window may have reviewed, and a day may have begun, while this one was behind.
bool CardsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == window() && event->type() == QEvent::WindowActivate && isVisible()) m_study.refresh();
    return QWidget::eventFilter(watched, event);
}

QByteArray CardsPage::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << static_cast<qint32>(view()) << m_all->saveState() << m_browse->saveLayout()
        << m_review->scale() << m_decks->deck();
    return bytes;
}

void CardsPage::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, view = 0;
    QByteArray all, browse;
    double scale = 1;
    qint64 deck = 0;
    in >> version >> view >> all >> browse >> scale >> deck;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_all->restoreState(all);
    m_browse->restoreLayout(browse);
    m_review->setScale(scale);
    m_wantedDeck = deck;
    if (m_study.isOpen() && m_study.deck(deck)) m_decks->setDeck(deck);
    if (view >= 0 && view < m_tabs->count()) setView(static_cast<View>(view));
}

}  // namespace glassbox
