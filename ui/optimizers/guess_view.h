#pragma once

#include "ui/models/guess_game.h"
#include "ui/shell/page_run.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace glassbox {

class Card;
class ContourCanvas;
class ExperimentDocument;
class FileCommands;
class FogCanvas;
class StepCurves;

/// The game as the transport bar steers it: a step goes where the arrow points.
class GuessRun : public PageRun {
    Q_OBJECT

  public:
    explicit GuessRun(GuessGame& game, QObject* parent = nullptr);

    QString title() const override { return tr("Be the optimizer"); }
    QString state() const override;
    std::pair<QString, QString> status() const override { return {tr("Only the slope under your feet is known"), {}}; }
    bool isRunning() const override { return false; }
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;
    Words runWords() const override {
        return {tr("Reveal"), tr("shows the surface, and the machines' ways from your start.")};
    }
    Words stepWords() const override { return {tr("Step"), tr("goes where the arrow points.")}; }
    Words farStepWords() const override { return {tr("Take back"), tr("goes back one step.")}; }
    Words rewindWords() const override { return {tr("Again"), tr("the same surface from the same start.")}; }

    void run() override { m_game.reveal(); }
    void pause() override {}
    void step() override { m_game.take(); }
    void farStep() override { m_game.takeBack(); }
    void back() override { m_game.takeBack(); }
    void farBack() override { m_game.startAnew(); }
    void rewind() override { m_game.startAnew(); }
    void faster() override {}
    void slower() override {}

  private:
    GuessGame& m_game;
};

/// A person plays the optimizer, and sees afterwards what the machines did.
class GuessView : public QWidget {
    Q_OBJECT

  public:
    explicit GuessView(ThemeSource& theme, QWidget* parent = nullptr);

    GuessGame& game() { return m_game; }
    PageRun& run() { return m_run; }
    FogCanvas& fog() const { return *m_fog; }
    /// Context menus of the cards: pictures and numbers to take away.
    void addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme);
    /// What is seen: fog, or after the reveal the surface with all ways.
    QWidget* picture() const;

  private:
    QWidget* makeSide();
    void startNew();
    void refresh();
    void showReveal();

    ThemeSource& m_theme;
    GuessGame m_game;
    GuessRun m_run;
    QComboBox* m_kind;
    QLabel *m_words, *m_verdict;
    QPushButton *m_take, *m_back, *m_reveal, *m_again, *m_new;
    Card *m_ground, *m_below;
    QStackedWidget* m_pictures;
    FogCanvas* m_fog;
    ContourCanvas* m_contour;
    StepCurves* m_curves;
    quint64 m_seed = 1;
};

}  // namespace glassbox
