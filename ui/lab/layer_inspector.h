#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace glassbox {

class OptionForm;

/// What there is to know and to set about the selected layer, made from the registry.
class LayerInspector : public QWidget {
    Q_OBJECT

  public:
    LayerInspector(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme,
                   QWidget* parent = nullptr);

  public Q_SLOTS:
    /// Shapes and numbers of parameters come with the snapshots.
    void setSnapshot(const glassbox::SnapshotPtr& snapshot);

  private:
    void makeParts(ThemeSource& theme);
    void refresh();
    void showFacts();
    void showFrozen();
    void take(const QString& option, const glassbox::OptionValue& value, const QString& gesture);

    ExperimentDocument& m_document;
    LabSelection& m_selection;
    std::shared_ptr<const NetworkSummary> m_network;
    QLabel* m_hint;
    QWidget* m_content;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_help;
    QLabel* m_formula;
    OptionForm* m_form;
    QLabel* m_frozen;
    QPushButton* m_unfreeze;
};

}  // namespace glassbox
