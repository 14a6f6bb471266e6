#pragma once

#include "ui/backprop/matrix_canvas.h"

class QLabel;
class QScrollArea;

namespace glassbox {

/// The present operation as matrices: what it is made of, and below the number that is pointed at in words.
class MatrixPanel : public QWidget {
    Q_OBJECT

  public:
    MatrixPanel(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void refresh();
    void showWords();

    WalkModel& m_model;
    QScrollArea* m_scroll;
    MatrixCanvas* m_canvas;
    QLabel *m_empty, *m_words;
    bool m_stale = true;
};

}  // namespace glassbox
