#include "ui/cards/statistics_hardest.h"

#include "lessons/study/card_markup.h"
#include "ui/formula/formula_parser.h"
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

/// A formula as one types it in a line of text: "σ′(z)", "a/b", "x^2".
QString plainFormula(const FormulaNode& node) {
    using Kind = FormulaNode::Kind;
    const auto part = [&](std::size_t i) {
        return i < node.children.size() ? plainFormula(node.children[i]) : QString();
    };
    const auto script = [](const QString& mark, const QString& text) {
        if (text.isEmpty() || text.startsWith(QChar(0x2032))) return text;  // primes stand without a mark
        return text.size() == 1 ? mark + text : mark + QLatin1Char('(') + text + QLatin1Char(')');
    };
    switch (node.kind) {
        case Kind::Symbol:
        case Kind::Bracket:
            // Letters of mathematical alphabets become plain ones.
            return node.text.normalized(QString::NormalizationForm_KC);
        case Kind::Text:
            return node.text;
        case Kind::Scripts:
            return part(0) + script(QStringLiteral("_"), part(1)) + script(QStringLiteral("^"), part(2));
        case Kind::Fraction:
            return part(0) + QLatin1Char('/') + part(1);
        case Kind::Root:
            return QChar(0x221A) + part(0);
        case Kind::Space:
            return QStringLiteral(" ");
        default:
            break;
    }
    QString text;
    for (std::size_t i = 0; i < node.children.size(); ++i)
        text += (i < std::size_t(node.marks.size()) ? node.marks[qsizetype(i)] : QString()) + part(i);
    if (node.kind == Kind::Fenced && std::size_t(node.marks.size()) > node.children.size()) text += node.marks.back();
    return text;
}

/// One line without marks.
QString plainText(const QString& markup) {
    QStringList words;
    for (const MarkupBlock& block : parseMarkup(markup).blocks) {
        QString line;
        for (const MarkupSpan& span : block.spans) {
            if (span.kind != MarkupSpan::Kind::Formula) {
                line += span.text;
                continue;
            }
            const ParsedFormula formula = parseFormula(span.text);
            line += formula.error.isEmpty() ? plainFormula(formula.tree) : span.text;
        }
        words << line;
    }
    return words.join(QLatin1Char(' ')).simplified();
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
    m_model->horizontalHeaderItem(Question)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
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
