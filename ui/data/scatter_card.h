#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/data_model.h"
#include "ui/shell/card.h"

class QComboBox;

namespace glassbox {

class ScatterCanvas;
class ThemeSource;

/// The scatter plot with the choice of its two columns.
class ScatterCard : public Card {
    Q_OBJECT

  public:
    ScatterCard(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    ScatterCanvas& canvas() const { return *m_canvas; }
    QComboBox& horizontal() const { return *m_horizontal; }
    QComboBox& vertical() const { return *m_vertical; }
    /// The two columns with row, part and class or value, of the samples that have both.
    DataTable table() const;

  private:
    QComboBox* makeChoice(const char* name, const QString& label, const QString& help);
    void showLook();
    void showPair();

    DataModel& m_model;
    ScatterCanvas* m_canvas;
    QComboBox *m_horizontal, *m_vertical;
};

}  // namespace glassbox
