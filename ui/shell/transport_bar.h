#pragma once

#include "engine/runtime/snapshot.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace glassbox {

class ActionButton;
class Actions;
class ExperimentDocument;
class Figure;
class PageRun;
class SpeedControl;
class ThemeSource;

/// The bar at the top: what is open and what it is doing, the buttons that run it, its speed, and its figures.
class TransportBar : public QWidget {
    Q_OBJECT

  public:
    TransportBar(ExperimentDocument& document, Actions& actions, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Shows and steers what this page runs; null: the training.
    void setPageRun(PageRun* page);
    SpeedControl* speed() const { return m_speed; }
    /// The button that opens the menu.
    QPushButton* menuButton() const { return m_menuButton; }
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QWidget* makeTitle();
    void makeButtons(Actions& actions);
    void makeFigures();
    Figure* makeFigure(const QString& caption, const QString& widest, const QString& help);
    bool isWanted(const QWidget* widget) const;
    void showPage();
    void setParts();
    void showParts();
    void showTitle();
    void showState(RunState state, const QString& sentence);
    void applyTheme();
    void themeChanged();
    void fit();
    void giveWay(int step, bool on);

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    RunState m_state = RunState::Ready;
    QString m_titleText, m_stateText;
    QWidget* m_titleBlock;
    QLabel *m_name, *m_title, *m_stateDot, *m_stateWords;
    ActionButton *m_rewind, *m_reinitialise, *m_run, *m_step, *m_epoch, *m_undo, *m_redo;
    QPushButton* m_menuButton;
    SpeedControl* m_speed;
    std::vector<int> m_saved;  // pixels, a step each, of what has given way
    int m_narrowest = 0;
    bool m_fitting = false;
    PageRun* m_page = nullptr;
    std::vector<Figure*> m_pageFigures;
    QHBoxLayout* m_figures;
    Figure *m_epochFigure, *m_trainCost, *m_validationCost, *m_accuracy;
};

}  // namespace glassbox
