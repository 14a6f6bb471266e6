#pragma once

#include "engine/formats/race_preset.h"

#include <QObject>

#include <optional>

namespace glassbox {

class OptimizersPage;

/// A race that comes with the program, brought to a step where it stands still. Setting it up is one undoable edit of
/// the page's race.
class LiveRace : public QObject {
    Q_OBJECT

  public:
    explicit LiveRace(OptimizersPage& page, QObject* parent = nullptr);

    /// Why it can't be shown, a sentence; empty if it can. `name` is the file's, with its number or without.
    QString problemWith(const QString& name, std::optional<int> step) const;
    /// Without a step: at its end. Ends with shown or givenUp, at once for all but long races.
    void show(const QString& name, std::optional<int> step);
    /// It will not go to its step any more.
    void cancel() { m_running = false; }
    bool isBusy() const { return m_running; }

  Q_SIGNALS:
    void started(const QString& what);
    void shown();
    /// Another race was set up before this one was run.
    void givenUp();
    void failed(const QString& sentence);

  private:
    const RacePreset* find(const QString& name) const;
    void arrive();

    OptimizersPage& m_page;
    std::vector<RacePreset> m_presets;
    std::optional<int> m_step;
    bool m_running = false;
};

}  // namespace glassbox
