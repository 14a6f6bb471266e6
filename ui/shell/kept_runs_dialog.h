#pragma once

#include <QDialog>

#include <map>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace glassbox {

class Actions;
class KeptRuns;
struct DocumentRun;

/// The runs that were kept, side by side, each below the one that it branched from. The window below stays in use.
class KeptRunsDialog : public QDialog {
    Q_OBJECT

  public:
    KeptRunsDialog(KeptRuns& runs, const Actions& actions, QWidget* parent);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void makeTree();
    void makeButtons(const Actions& actions);
    void refresh();
    void fill(QTreeWidgetItem& item, const DocumentRun& run) const;
    void showChoice();
    int chosen() const;

    KeptRuns& m_runs;
    QTreeWidget* m_tree;
    QLabel *m_empty, *m_words;
    QPushButton *m_back = nullptr, *m_rename = nullptr, *m_delete = nullptr;
    bool m_refreshing = false;
};

}  // namespace glassbox
