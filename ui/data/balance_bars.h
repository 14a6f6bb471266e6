#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/data_model.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// How many samples each class has: a bar a class, filled for the training part and outlined for the validation part.
class BalanceBars : public QWidget {
    Q_OBJECT

  public:
    explicit BalanceBars(ThemeSource& theme, QWidget* parent = nullptr);

    void setLook(const DataLookPtr& look);
    int classCount() const;
    /// "versicolor: 50 of 150 samples (33.3 %), 35 training, 15 validation".
    QString words(int number) const;
    QRect rowRect(int number) const;
    int focusedClass() const { return m_focus; }
    void setFocusedClass(int number);
    DataTable table() const;

    QSize sizeHint() const override { return {220, minimumSizeHint().height()}; }
    QSize minimumSizeHint() const override;

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    double rowHeight() const;

    ThemeSource& m_theme;
    DataLookPtr m_look;
    int m_focus = -1;
};

}  // namespace glassbox
