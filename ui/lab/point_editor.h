#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/point_set.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>

#include <optional>

namespace glassbox {

enum class PointTool { Look, Draw, Move, Erase };

/// Changes the experiment's points by strokes: from press to release, each one undoable step. While a stroke lasts the
/// points are changed here at once (`preview`), and the experiment follows as fast as training takes it over, so that
/// the pointer never waits.
class PointEditor : public QObject {
    Q_OBJECT

  public:
    explicit PointEditor(ExperimentDocument& document, QObject* parent = nullptr);

    PointTool tool() const { return m_tool; }
    void setTool(PointTool tool);
    /// Why no tool but Look can be used, as a sentence; empty if they can.
    QString whyNot() const;

    /// What is drawn: class (of `classCount`) or value, and its part.
    Index label() const { return m_label; }
    double value() const { return m_value; }
    bool isValidation() const { return m_validation; }
    Index classCount() const;
    bool isCurve() const;
    void setLabel(Index label);
    void setValue(double value);
    void setValidation(bool validation);
    /// Next or previous class, or the value a tenth up or down.
    void stepChoice(int steps);

    /// A stroke. Places are on the axes of the data's plane; on a curve y is the value.
    void begin();
    bool isActive() const { return m_active; }
    void draw(const QPointF& place);
    void pick(const PointRef& point);
    void moveTo(const QPointF& place);
    void eraseAround(const QPointF& place, const QSizeF& radius, bool validation);
    void erase(const PointRef& point);
    void finish();
    /// Gives the stroke up: the points are as before, and undo knows nothing of it.
    void cancel();

    /// The data as they are drawn, while the session's are behind; else null.
    DatasetPtr preview() const { return m_preview; }
    /// A snapshot is on screen: the next state of the stroke may follow.
    void snapshotShown(quint64 generation);

  Q_SIGNALS:
    void toolChanged();
    /// What is drawn, or whether anything can be.
    void choiceChanged();
    /// preview() is new, or gone.
    void previewChanged();
    /// A sentence for the user.
    void said(const QString& sentence);

  private:
    QString strokeName() const;
    void touched();
    void frame();
    void send();
    void sayEmptied();
    void takeExperiment();
    void takeDataset();
    void drop();

    ExperimentDocument& m_document;
    PointTool m_tool = PointTool::Look;
    Index m_label = 0;
    double m_value = 0.5;
    bool m_validation = false;

    // The stroke
    bool m_active = false;
    bool m_own = false;  // the change of the experiment is ours
    Experiment m_before;
    Experiment m_start;  // as before, its points fixed
    std::optional<PointSet> m_points;
    std::optional<PointRef> m_picked;
    Index m_drawn = 0, m_erased = 0;
    bool m_moved = false, m_keptLast = false;
    int m_stroke = 0;
    bool m_dirty = false, m_sent = false;
    std::optional<quint64> m_underWay;  // generation that is not on screen yet
    QElapsedTimer m_sinceSent;
    QTimer m_frame;
    DatasetPtr m_preview;
    QString m_note;  // to be said once the experiment runs
};

}  // namespace glassbox
