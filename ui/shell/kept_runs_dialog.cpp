#include "ui/shell/kept_runs_dialog.h"

#include "ui/models/kept_runs.h"
#include "ui/shell/actions.h"
#include "ui/shell/numbers.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace glassbox {

namespace {

enum Column { Name, Layers, Method, Epochs, Training, Validation, Accuracy, When, Columns };
constexpr int idRole = Qt::UserRole;

/// Only names are the user's to change.
class ReadOnly : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget* createEditor(QWidget*, const QStyleOptionViewItem&, const QModelIndex&) const override { return nullptr; }
};

/// "8-6-1 tanh": how many inputs there are stands in the data.
QString layersOf(const Experiment& experiment) {
    const QString title = QString::fromStdString(networkTitle(experiment, 0));
    return title.startsWith(QStringLiteral("0-")) ? title.mid(2) : title;
}

QString optimizerOf(const Experiment& experiment) {
    const Spec& optimizer = experiment.training.optimizer;
    const QString kind = QString::fromStdString(optimizer.kind);
    const OptionValue* rate = optimizer.options.find("learning_rate");
    const auto* value = rate ? std::get_if<double>(rate) : nullptr;
    return value ? QStringLiteral("%1 η %2").arg(kind).arg(*value) : kind;
}

}  // namespace

KeptRunsDialog::KeptRunsDialog(KeptRuns& runs, const Actions& actions, QWidget* parent)
    : QDialog(parent), m_runs(runs) {
    setObjectName(QStringLiteral("keptRunsDialog"));
    setWindowTitle(tr("Kept runs"));
    auto* words = new QLabel(tr("Each kept run has its experiment, its weights and its history. Going back to one "
                                "branches: the present run gives way, and Undo returns to it. A document holds up to "
                                "%1 runs.")
                                 .arg(mostKeptRuns),
                             this);
    words->setWordWrap(true);
    m_empty = new QLabel(
        tr("No run is kept yet. “Keep this run” (%1) puts the present one here; change something, train again, and "
           "compare.")
            .arg(actions.keepRun->shortcut().toString(QKeySequence::NativeText)),
        this);
    m_empty->setObjectName(QStringLiteral("keptRunsEmpty"));
    m_empty->setProperty("tone", "mute");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("keptRunsPresent"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    makeTree();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_words);
    makeButtons(actions);
    addActions({actions.undo, actions.redo, actions.keepRun});  // while the dialog has the keys
    connect(&runs.document(), &ExperimentDocument::runsChanged, this, &KeptRunsDialog::refresh);
    refresh();
    const int text = fontMetrics().height();
    resize(58 * text, 26 * text);
}

void KeptRunsDialog::makeTree() {
    m_tree = new QTreeWidget(this);
    m_tree->setObjectName(QStringLiteral("keptRunsTree"));
    m_tree->setAccessibleName(tr("Kept runs"));
    m_tree->setColumnCount(Columns);
    m_tree->setHeaderLabels({tr("Name"), tr("Layers"), tr("Optimizer"), tr("Epochs"), tr("Train cost"),
                             tr("Validation"), tr("Accuracy"), tr("Kept")});
    m_tree->headerItem()->setToolTip(Validation, tr("Cost of the validation part after the last epoch."));
    m_tree->headerItem()->setToolTip(Accuracy, tr("Of the validation part, or of the training part where there is "
                                                  "none, after the last epoch."));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    for (int column = Name + 1; column < Columns; ++column)
        m_tree->setItemDelegateForColumn(column, new ReadOnly(m_tree));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &KeptRunsDialog::showChoice);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        if (m_refreshing) return;
        // The tree is filled anew by that, which its editor must not see.
        QMetaObject::invokeMethod(
            this,
            [this, id = item->data(Name, idRole).toInt(), name = item->text(Name)] {
                m_runs.rename(id, name);
                refresh();
            },
            Qt::QueuedConnection);
    });
}

// Only now the style's height of a row is known.
void KeptRunsDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    m_tree->doItemsLayout();
}

void KeptRunsDialog::makeButtons(const Actions& actions) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [&](const char* name, const QString& text, const QString& help) {
        QPushButton* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(help);
        button->setAutoDefault(false);
        return button;
    };
    QPushButton* keep = add("keptRunsKeep", actions.keepRun->text(), actions.keepRun->toolTip());
    m_back = add("keptRunsBack", tr("Go back to it"),
                 tr("Takes its experiment, weights and history, to look at it or to train on from there. Undo returns "
                    "to the present run."));
    m_rename = add("keptRunsRename", tr("Rename"), tr("Another name for it.\nKey: F2"));
    m_delete = add("keptRunsDelete", tr("Delete"), tr("Takes it off the list; Undo brings it back."));
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(keep, &QPushButton::clicked, &m_runs, &KeptRuns::keep);
    connect(m_back, &QPushButton::clicked, this, [this] { m_runs.goBackTo(chosen()); });
    connect(m_rename, &QPushButton::clicked, this, [this] { m_tree->editItem(m_tree->currentItem(), Name); });
    connect(m_delete, &QPushButton::clicked, this, [this] { m_runs.remove(chosen()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

int KeptRunsDialog::chosen() const {
    const QTreeWidgetItem* item = m_tree->currentItem();
    return item ? item->data(Name, idRole).toInt() : 0;
}

void KeptRunsDialog::fill(QTreeWidgetItem& item, const DocumentRun& run) const {
    item.setData(Name, idRole, run.id);
    item.setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
    item.setText(Name, QString::fromStdString(run.name));
    item.setText(Layers, layersOf(run.experiment));
    item.setText(Method, optimizerOf(run.experiment));
    item.setText(Epochs, countText(static_cast<double>(run.state->epoch)));
    for (const int column : {Epochs, Training, Validation, Accuracy})
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    const QString none = QStringLiteral("–");
    const HistoryRow* row = lastRow(run);
    const Evaluation* validation = row && row->validation ? &*row->validation : nullptr;
    const Evaluation* last = validation ? validation : row ? &row->training : nullptr;
    item.setText(Training, row ? costText(row->training.cost) : none);
    item.setText(Validation, validation ? costText(validation->cost) : none);
    item.setText(Accuracy, last && last->accuracy ? shareText(*last->accuracy) : none);
    const QDateTime when = QDateTime::fromString(QString::fromStdString(run.when), Qt::ISODate);
    item.setText(When, when.isValid() ? QLocale().toString(when.toLocalTime(), QLocale::ShortFormat) : none);
}

void KeptRunsDialog::refresh() {
    m_refreshing = true;
    const DocumentRuns& runs = m_runs.runs();
    const int before = chosen();
    m_tree->clear();
    std::map<int, QTreeWidgetItem*> items;
    for (const DocumentRun& run : runs.kept) {
        const auto parent = items.find(run.parent);
        auto* item = parent == items.end() ? new QTreeWidgetItem(m_tree) : new QTreeWidgetItem(parent->second);
        items[run.id] = item;
        fill(*item, run);
        if (run.id != runs.parent) continue;
        QFont font = m_tree->font();
        font.setBold(true);
        item->setFont(Name, font);
        item->setToolTip(Name, tr("The present run goes on from this one."));
    }
    m_tree->expandAll();
    if (!items.empty()) {
        const auto same = items.find(before);
        m_tree->setCurrentItem(same != items.end() ? same->second : items.rbegin()->second);
    }
    m_tree->setVisible(!items.empty());
    m_empty->setVisible(items.empty());
    const DocumentRun* parent = findRun(runs, runs.parent);
    m_words->setText(parent ? tr("The present run goes on from “%1”.").arg(QString::fromStdString(parent->name))
                            : tr("The present run began by itself."));
    m_words->setVisible(!items.empty());
    m_refreshing = false;
    showChoice();
}

void KeptRunsDialog::showChoice() {
    for (QPushButton* button : {m_back, m_rename, m_delete})
        if (button) button->setEnabled(chosen() != 0);
}

}  // namespace glassbox
