#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/card_study.h"
#include "ui/shell/theme.h"

#include <QPointer>

class QDialog;

namespace glassbox {

/// Writing, editing and ordering cards in dialogs of the window.
class CardCommands : public QObject {
    Q_OBJECT

  public:
    CardCommands(CardStudy& study, ThemeSource& theme, MathFontPtr font, QWidget* page);

    /// Into this deck if it is the learner's own, else into their first one; any other can be chosen.
    void newCard(qint64 deck);
    void edit(qint64 card);
    void newDeck();
    void rename(qint64 deck);
    void showOptions(qint64 deck);

  Q_SIGNALS:
    void deckAdded(qint64 deck);
    void cardAdded(qint64 card);

  private:
    void open(QDialog* dialog);
    void nameDeck(const QString& title, const QString& name, const QString& about,
                  std::function<void(const QString&, const QString&)> take);

    CardStudy& m_study;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    QWidget* m_page;
    QByteArray m_editorLayout;
};

}  // namespace glassbox
