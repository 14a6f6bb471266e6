#pragma once

#include "ui/models/experiment_document.h"
#include "ui/shell/option_form.h"
#include "ui/shell/theme.h"

#include <QWidget>

#include <functional>

class QToolButton;
class QVBoxLayout;

namespace glassbox {

/// How the network learns: optimizer, learning rate, schedule, batches, loss, penalties, start. Every change is an
/// undoable edit and takes effect while training runs.
class TrainingPanel : public QWidget {
    Q_OBJECT

  public:
    TrainingPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

  private:
    /// Changes a copy of the experiment.
    using Change = std::function<void(Experiment&, const OptionValue&)>;

    void makeRows(QVBoxLayout* layout);
    void makeMore(QVBoxLayout* layout);
    QWidget* makeSeedButton();
    OptionEditor* addRow(QVBoxLayout* layout, const OptionInfo& info, Change change);
    OptionForm* addForm(QVBoxLayout* layout, const QString& key, std::function<Spec&(Experiment&)> spec);
    OptionEditor* addTrainingRow(QVBoxLayout* layout, const std::string& option, const QString& label = {});
    void edit(const QString& text, const Experiment& next, const QString& mergeKey = {});
    void takeLoss(const std::string& kind);
    void refresh();
    void refreshLosses();
    void refreshTrainingRows();
    void setParts();
    void showParts();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    OptionEditor* m_optimizer = nullptr;
    OptionForm* m_rate = nullptr;
    OptionEditor* m_schedule = nullptr;
    OptionForm* m_scheduleOptions = nullptr;
    OptionEditor* m_loss = nullptr;
    OptionForm* m_lossOptions = nullptr;
    OptionEditor* m_initialiser = nullptr;
    OptionEditor* m_seed = nullptr;
    QToolButton* m_newSeed = nullptr;
    QToolButton* m_moreButton = nullptr;
    QWidget* m_more = nullptr;
    OptionForm* m_optimizerOptions = nullptr;
    OptionForm* m_earlyStopping = nullptr;
    std::vector<OptionEditor*> m_trainingRows;
    std::vector<QWidget*> m_parts;  // what can be hidden, each with its name
};

}  // namespace glassbox
