#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/card_study.h"
#include "ui/models/review_session.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTabBar;

namespace glassbox {

class Banner;
class BrowseView;
class CardCommands;
class CardFiles;
class DeckPanel;
class ExperimentDocument;
class FileCommands;
class PageRun;
class ReviewRun;
class ReviewView;
class StatisticsView;
class StudyFiguresRunner;
class TodayPanel;
struct SeeState;

/// The workspace in which what was learned is remembered: flashcards, reviewed when they are about to be forgotten.
class CardsPage : public QWidget {
    Q_OBJECT

  public:
    enum View { Review, Browse, Statistics };

    /// The study is opened when the page is first seen.
    CardsPage(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);
    ~CardsPage() override;

    ReviewSession& session() { return m_session; }
    ReviewView& review() const { return *m_review; }
    BrowseView& browse() const { return *m_browse; }
    StatisticsView& statistics() const { return *m_statistics; }
    DeckPanel& decks() const { return *m_decks; }
    CardCommands& commands() const { return *m_commands; }
    CardFiles& files() const { return *m_files; }
    Banner& banner() const { return *m_banner; }
    View view() const;
    void setView(View view);
    /// What the transport bar steers.
    PageRun& run() const;

    /// Gives the pictures of the statistics their menus.
    void addMenus(ExperimentDocument& document, FileCommands& files);
    /// Takes cards from a file that was dropped on the window or chosen.
    void importFile(const QString& path);
    /// On a projector the card has the room.
    void setPresenting(bool presenting);
    /// One level back: a cram ends, another view goes back to the review. False if there is nothing to go back from.
    bool back();
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);
    /// A sentence above the page.
    void showProblem(const QString& sentence);

  Q_SIGNALS:
    void seeLiveWanted(const glassbox::SeeState& state);

  protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void makeLayout();
    void connectDecks();
    void connectStudy();
    void deckChosen();
    void cram(const QList<qint64>& chosen);
    void seeLive(const QString& see);
    void noticeLeech(qint64 card);
    void computeFigures();

    CardStudy& m_study;
    ThemeSource& m_theme;
    ReviewSession m_session;
    CardCommands* m_commands;
    CardFiles* m_files;
    Banner* m_banner;
    qint64 m_leech = 0;
    QTabBar* m_tabs;
    QSplitter* m_all;
    DeckPanel* m_decks;
    QStackedWidget* m_views;
    ReviewView* m_review;
    BrowseView* m_browse;
    StatisticsView* m_statistics;
    TodayPanel* m_today;
    QWidget* m_side;  // its frame
    StudyFiguresRunner* m_figures;
    ReviewRun* m_run;
    bool m_presenting = false;
    QString m_wantedFile;      // to be imported when it is open
    qint64 m_wantedDeck = -1;  // of the last time, until the decks are there
};

}  // namespace glassbox
