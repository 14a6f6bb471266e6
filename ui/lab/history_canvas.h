#pragma once

#include "ui/lab/history_layout.h"
#include "ui/lab/matrix_source.h"
#include "ui/models/lab_selection.h"

#include <QImage>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Paints how the numbers of every layer were distributed over the steps of a run: the darker, the larger the share of
/// the numbers in the bin, with lines for median, 5 and 95 %, and extremes. The arrow keys move a cell that has the
/// focus.
class HistoryCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrow keys to a widget with this property while it has the focus.
    Q_PROPERTY(bool wantsArrows READ wantsArrows CONSTANT)

  public:
    HistoryCanvas(const DistributionRecord& record, LabSelection& selection, ThemeSource& theme, MatrixSource source,
                  QWidget* parent = nullptr);

    bool wantsArrows() const { return true; }
    /// The record has grown or begun anew; the snapshot gives names, and the present values of the chosen unit.
    void refresh(const SnapshotPtr& snapshot);
    /// Size that the canvas may fill without scrolling.
    void setStrip(const QSize& strip);
    void setOptions(const HistoryOptions& options);
    const HistoryOptions& options() const { return m_options; }
    const HistoryLayout& layoutOfPanels() const { return m_layout; }
    bool hasValues() const { return !m_layout.panels.empty(); }
    /// Share of the numbers that the darkest colour stands for.
    double darkest() const { return m_darkest; }
    ColorMap colors() const;
    /// The cell pointed at: by the mouse, else by the keys.
    std::optional<HistoryLayout::Cell> current() const;
    /// "Layer 1, step 1 240: 12 % of 64 weights between 0.10 and 0.15"; empty if nothing is pointed at.
    QString words() const;
    /// The same in lines, as they stand beside the cell.
    QStringList wordLines() const;
    /// What is to be known of the whole picture, the most important first; `brief` in a few words each.
    QStringList remarks(bool brief = false) const;
    /// "Recording since step 1 240; Rewind and Run records from the start."; empty if it is recorded from there on.
    QString sinceWords() const;
    /// What the lines are, what is exact and what is not.
    QString help() const;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void currentChanged();
    void scaleChanged();
    /// The cell with the focus should be visible.
    void wantsVisible(const QRectF& rect);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void rebuild();
    bool isSampled() const;
    bool contains(const std::optional<HistoryLayout::Cell>& cell) const;
    void setFocused(HistoryLayout::Cell cell);
    void paintPanel(QPainter& painter, std::size_t index) const;
    void paintAxes(QPainter& painter, const HistoryPanel& panel) const;
    void paintLines(QPainter& painter, const HistoryPanel& panel) const;
    void paintGaps(QPainter& painter, const HistoryPanel& panel) const;
    void paintUnit(QPainter& painter, const HistoryPanel& panel) const;
    void paintWords(QPainter& painter, const HistoryLayout::Cell& cell) const;

    const DistributionRecord& m_record;
    LabSelection& m_selection;
    ThemeSource& m_theme;
    MatrixSource m_source;
    SnapshotPtr m_snapshot;
    HistoryOptions m_options;
    QSize m_strip;
    HistoryLayout m_layout;
    std::vector<QImage> m_pictures;  // of each panel
    double m_darkest = 0;
    std::optional<HistoryLayout::Cell> m_hovered, m_focused;
};

/// A panel's distributions as a picture of its plot's size, colours by share up to `darkest`; transparent where nothing
/// was recorded. `shares` as binShares() gives them.
QImage densityPicture(const HistoryLayout& layout, const HistoryPanel& panel, const DistributionRecord& record,
                      const std::vector<float>& shares, double darkest, const ColorMap& colors);

}  // namespace glassbox
