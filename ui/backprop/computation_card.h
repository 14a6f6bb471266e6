#pragma once

#include "ui/backprop/walk_source.h"
#include "ui/formula/math_font.h"
#include "ui/shell/card.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabBar;

namespace glassbox {

class ElidedLabel;
class GradientBars;
class GraphCanvas;
class StepCanvas;
class ThemeSource;

/// The pictures of the step that is told, and what it is taken on: sample or batch, and which step of several.
class ComputationCard : public Card {
    Q_OBJECT

  public:
    enum View { Network, Graph, Gradients };

    ComputationCard(WalkModel& model, WalkSource& source, ThemeSource& theme, QWidget* parent = nullptr);

    View view() const;
    void setView(View view);
    const GradientBars& gradients() const { return *m_gradients; }
    /// The picture in front.
    QWidget* picture() const;

  private:
    QWidget* makeViews(ThemeSource& theme);
    QWidget* makeChoices();
    void showWalk();
    void showPlace();
    void showSource();

    WalkModel& m_model;
    WalkSource& m_source;
    QTabBar* m_tabs;
    QStackedWidget* m_views;
    StepCanvas* m_network;
    GraphCanvas* m_graph;
    GradientBars* m_gradients;
    QLabel *m_ofLabel, *m_outcome;
    ElidedLabel *m_title, *m_facts;
    QComboBox* m_kind;
    QSpinBox* m_sample;
    QPushButton *m_former, *m_next, *m_newest;
};

}  // namespace glassbox
