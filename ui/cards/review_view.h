#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/review_session.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace glassbox {

class CardFace;
class RatingBar;

/// The card that is asked, and below it how well it was known. Keys while it is seen: 1 to 5, U, E, B,
/// P, L (Space belongs to the transport bar).
class ReviewView : public QWidget {
    Q_OBJECT

  public:
    ReviewView(CardStudy& study, ReviewSession& session, ThemeSource& theme, MathFontPtr font,
               QWidget* parent = nullptr);

    /// Undo, edit, bury and so on in a row, for the head of the page; the page takes it.
    QWidget* actions() const { return m_actions; }
    /// Before a class what is for the learner alone gives way.
    void setPresenting(bool presenting);
    CardFace& face() const { return *m_face; }
    RatingBar& ratings() const { return *m_ratings; }
    /// Size of the card's text on top of the program's; 0.7 to 2.5.
    double scale() const { return m_scale; }
    void setScale(double scale);
    /// The next larger (1) or smaller (-1) size.
    void stepScale(int direction);

  Q_SIGNALS:
    void seeLiveWanted(const QString& see);
    void editWanted(qint64 card);
    void newCardWanted();
    void scaleChanged(double scale);

  private:
    QWidget* makeActions();
    QPushButton* makeAction(const char* name, const QString& text, const QKeySequence& key, const QString& help,
                            std::function<void()> act);
    void follow();
    void seeLive();

    CardStudy& m_study;
    ReviewSession& m_session;
    CardFace* m_face;
    QStackedWidget* m_below;  // show the answer, rate it, or nothing to ask
    QWidget* m_belowFrame;
    QWidget* m_actions;
    QLabel* m_ask;
    RatingBar* m_ratings;
    QPushButton *m_show, *m_undo, *m_edit, *m_bury, *m_suspend, *m_live, *m_endCram;
    double m_scale = 1;
    qint64 m_shown = 0;
};

}  // namespace glassbox
