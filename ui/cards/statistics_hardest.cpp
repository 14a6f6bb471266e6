#include "ui/cards/statistics_hardest.h"

#include "lessons/study/card_markup.h"
#include "ui/formula/formula_parser.h"
#include "ui/formula/formula_speech.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/plain_table.h"

#include <QHeaderView>
#include <QLabel>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace glassbox {

namespace {

enum Column { Question, Lapses, Difficulty, columnCount };

/// One line without marks; formulas as they are read aloud.
QString plainText(const QString& markup) {
    QStringList words;
    for (const MarkupBlock& block : parseMarkup(markup).blocks)
        for (const MarkupSpan& span : block.spans) {
            if (span.kind != MarkupSpan::Kind::Formula) {
                words << span.text;
                continue;
            }
            const ParsedFormula formula = parseFormula(span.text);
            words << (formula.error.isEmpty() ? speakFormula(formula.tree) : span.text);
        }
    return words.join(QString()).simplified();
}

}  // namespace

HardestCards::HardestCards(QWidget* parent) : Card(tr("Hardest cards"), parent) {
    m_view = makePlainTable(QStringLiteral("hardestCards"), tr("Hardest cards"), this);
    m_model = new QStandardItemModel(this);
    m_view->setModel(m_model);
    m_view->setMinimumHeight(150);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setWordWrap(false);
    m_sentence = new QLabel;
    m_sentence->setObjectName(QStringLiteral("hardestSentence"));
    m_sentence->setProperty("tone", "caption");
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    body()->setSpacing(8);
    body()->addWidget(m_view, 1);
    body()->addWidget(m_sentence);
    const auto want = [this](const QModelIndex& index) {
        if (index.row() < int(m_cards.size())) Q_EMIT cardWanted(m_cards[std::size_t(index.row())].card);
    };
    connect(m_view, &QTableView::activated, this, want);
}

void HardestCards::setFigures(const StudyFigures& figures) {
    m_cards = figures.hardest;
    m_model->clear();
    m_model->setColumnCount(columnCount);
    m_model->setHorizontalHeaderLabels({tr("Question"), tr("Forgotten"), tr("Difficulty")});
    for (const HardCard& card : m_cards) {
        const QString question = plainText(card.question);
        QList<QStandardItem*> row{new QStandardItem(question), new QStandardItem(countText(card.lapses)),
                                  new QStandardItem(plotNumber(card.difficulty, 2))};
        QString words = tr("%1 (%2)").arg(question, card.deck);
        if (card.leech) words += tr("; a leech");
        if (card.suspended) words += tr("; suspended");
        if (card.leech) row[Question]->setText(tr("Leech: %1").arg(question));
        for (QStandardItem* item : row) {
            item->setEditable(false);
            item->setToolTip(words);
        }
        row[Lapses]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row[Difficulty]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_model->appendRow(row);
    }
    QHeaderView* header = m_view->horizontalHeader();
    header->setSectionResizeMode(Question, QHeaderView::Stretch);
    for (const int column : {Lapses, Difficulty}) header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_view->setHidden(m_cards.empty());
    m_sentence->setText(
        m_cards.empty() ? tr("Cards that you forget after you knew them will be listed here. None so far.")
                        : tr("How often each was forgotten after it had been known. Enter or a double click opens it: "
                             "a card that asks for one thing only is easier to keep."));
    m_sentence->setAlignment(m_cards.empty() ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter);
}

DataTable HardestCards::table() const {
    DataTable table(QStringList{"question", "deck", "forgotten", "difficulty", "leech", "suspended"});
    for (const HardCard& card : m_cards)
        table << plainText(card.question) << card.deck << card.lapses << card.difficulty << card.leech
              << card.suspended;
    return table;
}

}  // namespace glassbox
