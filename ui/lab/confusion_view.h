#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/models/sample_list.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Which classes are taken for which: a row is a class of the data, a column what the network says. Counts the
/// validation part where there is one, else the training part. Clicking a cell lists its samples.
class ConfusionView : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    ConfusionView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    void setSnapshot(const SnapshotPtr& snapshot);
    const ConfusionCounts& counts() const { return m_counts; }
    QRectF cellRect(const ConfusionCell& cell) const;
    /// The cell pointed at, or all of them, in words.
    QString words() const;

  Q_SIGNALS:
    void cellChosen(const glassbox::ConfusionCell& cell);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Grid {
        QRectF rect;
        double cellWidth = 0, cellHeight = 0;
        double labels = 0;  // width of the class names on the left
    };
    Grid grid() const;
    std::optional<ConfusionCell> hit(const QPointF& position) const;
    std::optional<ConfusionCell> current() const;
    void setHovered(const std::optional<ConfusionCell>& cell);
    void paintCell(QPainter& painter, const ConfusionCell& cell) const;
    QString className(Index label) const;

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    DatasetPtr m_data;
    ConfusionCounts m_counts;
    bool m_validation = false;
    Index m_looked = 0, m_total = 0;
    std::optional<ConfusionCell> m_hovered, m_focused;
};

}  // namespace glassbox
