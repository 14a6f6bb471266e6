#include "ui/shell/parts_dialog.h"

#include "ui/models/experiment_document.h"
#include "ui/models/presentation_edits.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace glassbox {

namespace {
constexpr int nameRole = Qt::UserRole;
}

PartsDialog::PartsDialog(ExperimentDocument& document, const Actions& actions, QWidget* parent)
    : QDialog(parent), m_document(document) {
    setObjectName(QStringLiteral("partsDialog"));
    setWindowTitle(tr("What is shown"));
    auto* words = new QLabel(tr("Take away what your class does not need. What is hidden keeps its value and is saved "
                                "with the experiment; Undo brings it back."),
                             this);
    words->setWordWrap(true);
    makeTree();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_everything = buttons->addButton(tr("Show everything"), QDialogButtonBox::ResetRole);
    m_everything->setObjectName(QStringLiteral("showEverything"));
    m_everything->setToolTip(tr("Brings back every panel and control."));
    m_everything->setAutoDefault(false);
    connect(m_everything, &QPushButton::clicked, this, [this] { showEveryPart(m_document); });
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(m_tree, 1);
    layout->addWidget(buttons);
    addActions({actions.undo, actions.redo});  // while the dialog has the keys
    connect(&m_document, &ExperimentDocument::presentationChanged, this, &PartsDialog::refresh);
    refresh();
    const int text = fontMetrics().height();
    resize(30 * text, 34 * text);
}

void PartsDialog::makeTree() {
    m_tree = new QTreeWidget(this);
    m_tree->setObjectName(QStringLiteral("partsTree"));
    m_tree->setAccessibleName(tr("Parts of the window"));
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setUniformRowHeights(true);
    QTreeWidgetItem* panel = nullptr;
    for (const PartInfo& part : partInfos()) {
        const bool isPanel = part.panel().empty();
        auto* item = isPanel ? new QTreeWidgetItem(m_tree) : new QTreeWidgetItem(panel);
        if (isPanel) panel = item;
        item->setText(0, QString::fromStdString(part.title));
        item->setToolTip(0, QString::fromStdString(part.help));
        item->setData(0, nameRole, QString::fromStdString(part.name));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    }
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        if (m_refreshing) return;
        showPart(m_document, item->data(0, nameRole).toString(), item->checkState(0) != Qt::Unchecked);
        refresh();  // a panel takes its controls along
    });
    m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

void PartsDialog::refresh() {
    m_refreshing = true;
    const Presentation& presentation = m_document.experiment().presentation;
    const auto shown = [&](const QTreeWidgetItem* item) {
        return isShown(presentation, item->data(0, nameRole).toString().toStdString());
    };
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* panel = m_tree->topLevelItem(i);
        bool all = shown(panel);
        for (int k = 0; k < panel->childCount(); ++k) {
            QTreeWidgetItem* control = panel->child(k);
            all = all && shown(control);
            control->setCheckState(0, shown(control) ? Qt::Checked : Qt::Unchecked);
        }
        panel->setCheckState(0, !shown(panel) ? Qt::Unchecked : all ? Qt::Checked : Qt::PartiallyChecked);
        if (!all && shown(panel)) panel->setExpanded(true);
    }
    m_everything->setEnabled(!presentation.hidden.empty());
    m_refreshing = false;
}

}  // namespace glassbox
