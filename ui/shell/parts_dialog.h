#pragma once

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;
class QPushButton;

namespace glassbox {

class Actions;
class ExperimentDocument;

/// The choice of what is shown: all parts of the window as a tree with ticks. Every tick is an undoable edit and takes
/// effect at once; the window below stays in use.
class PartsDialog : public QDialog {
    Q_OBJECT

  public:
    PartsDialog(ExperimentDocument& document, const Actions& actions, QWidget* parent);

  private:
    void makeTree();
    void refresh();

    ExperimentDocument& m_document;
    QTreeWidget* m_tree;
    QPushButton* m_everything;
    bool m_refreshing = false;
};

}  // namespace glassbox
