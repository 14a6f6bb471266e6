#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/walk_model.h"

#include <QObject>

class QPushButton;

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class ThemeSource;
struct Worksheet;

/// The menu of the worksheet button: the present part of the walk with blanks, or with answers, on paper or as PDF.
class WorksheetMenu : public QObject {
    Q_OBJECT

  public:
    WorksheetMenu(QPushButton* button, ExperimentDocument& document, WalkModel& model, FileCommands& files,
                  ThemeSource& theme, MathFontPtr font);

    Worksheet worksheet(bool answers) const;

  private:
    void save(bool answers);
    void print(bool answers);

    ExperimentDocument& m_document;
    WalkModel& m_model;
    FileCommands& m_files;
    ThemeSource& m_theme;
    MathFontPtr m_font;
};

}  // namespace glassbox
