#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/card_study.h"
#include "ui/shell/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QTableView;

namespace glassbox {

class CardFace;
class CardListModel;

/// All cards of a deck in a table, found by words and by what is known of them, and the one that is chosen.
class BrowseView : public QWidget {
    Q_OBJECT

  public:
    BrowseView(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    void setDeck(qint64 deck);
    void setScale(double scale);
    void setSearch(const QString& words);
    /// Shows this card, whatever was searched.
    void showCard(qint64 card);
    void focusSearch();
    QList<qint64> chosen() const;
    QTableView& table() const { return *m_table; }
    CardListModel& model() const { return *m_model; }
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  Q_SIGNALS:
    void editWanted(qint64 card);
    void newCardWanted();
    void cramWanted(const QList<qint64>& cards);
    void seeLiveWanted(const QString& see);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void makeTable();
    QPushButton* makeButton(const char* name, const QString& text, const QKeySequence& key, const QString& help,
                            std::function<void()> act);
    void search();
    void follow();
    void showChosen();
    void toggleSuspended();

    CardStudy& m_study;
    qint64 m_deck = 0;
    CardListModel* m_model;
    QLineEdit* m_search;
    QTimer m_typing;
    QLabel *m_count, *m_nothing;
    QTableView* m_table;
    CardFace* m_face;
    QSplitter* m_split;
    QPushButton *m_edit, *m_suspend, *m_bury, *m_remove, *m_cram;
    QList<qint64> m_kept;  // chosen, while the table is read anew
    qint64 m_current = 0;
};

}  // namespace glassbox
