#pragma once

#include "ui/cards/card_import.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace glassbox {

using CardFilePtr = std::shared_ptr<const CardFile>;

/// What a file of cards holds and what taking it would come to, before anything is changed.
class CardImportDialog : public QDialog {
    Q_OBJECT

  public:
    /// `decks` are what the cards of a table may go to, `into` the one that is proposed (0: a new deck).
    CardImportDialog(CardFilePtr file, const std::vector<StoredDeck>& decks, qint64 into, QWidget* parent = nullptr);

    /// What taking it would come to; nothing while that is being found out.
    void setLook(const std::optional<CardTaking>& look);
    const std::optional<CardTaking>& look() const { return m_look; }
    /// Where the cards of a table go; 0: a new deck.
    qint64 into() const;

  Q_SIGNALS:
    /// Another deck was chosen: what it would come to has to be found out again.
    void intoChanged(qint64 deck);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void grow();
    void addHead(QVBoxLayout* layout);
    void addChoice(QVBoxLayout* layout, const std::vector<StoredDeck>& decks, qint64 into);
    void addTable(QVBoxLayout* layout);
    void addNotes(QVBoxLayout* layout);
    void addMistakes(QVBoxLayout* layout);
    void addButtons(QVBoxLayout* layout);
    void fillTable(const CardTaking& look);
    void tellUndo(const CardTaking& look);
    QLabel* words(const char* name, const QString& text, const char* tone = nullptr);

    CardFilePtr m_file;
    std::optional<CardTaking> m_look;
    QComboBox* m_into = nullptr;
    QTreeWidget* m_table = nullptr;
    QLabel* m_undo = nullptr;
    QPushButton *m_take = nullptr, *m_close = nullptr;
};

}  // namespace glassbox
