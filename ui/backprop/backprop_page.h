#pragma once

#include "ui/backprop/walk_player.h"
#include "ui/backprop/walk_run.h"
#include "ui/backprop/walk_source.h"
#include "ui/formula/math_font.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QSplitter;

namespace glassbox {

class Banner;
class ComputationCard;
class FileCommands;
class StepsCard;
class TellingCard;

/// The workspace that steps through backpropagation: the network or graph of one training step on the left, what the
/// present operation does on the right, all operations in a strip below.
class BackpropPage : public QWidget {
    Q_OBJECT

  public:
    BackpropPage(ExperimentDocument& document, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    PageRun& run() { return m_run; }
    WalkModel& model() { return m_model; }
    WalkSource& source() { return m_source; }
    WalkPlayer& player() { return m_player; }
    ComputationCard& computation() { return *m_computation; }
    TellingCard& telling() { return *m_telling; }
    StepsCard& steps() { return *m_steps; }

    /// Gives every card with a picture its context menu, and worksheets their place in files.
    void addMenus(FileCommands& files);
    /// The sample of the training part that was chosen in the Lab.
    void setSample(std::optional<Index> sample);
    /// One level back: the walk pauses, then gets coarser. False if there is nothing to go back from.
    bool back();
    /// Sizes of the panels, pace, grain, and how well numbers were predicted.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void addKeys();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    WalkModel m_model;
    WalkSource m_source;
    WalkPlayer m_player;
    WalkRun m_run;
    Banner* m_banner;
    ComputationCard* m_computation;
    TellingCard* m_telling;
    StepsCard* m_steps;
    QSplitter *m_columns, *m_rows;
};

}  // namespace glassbox
