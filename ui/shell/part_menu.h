#pragma once

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace glassbox {

class ExperimentDocument;

/// Names the part of the window (see partInfos()) that a widget is, for its context menu.
void setPart(QWidget* widget, const QString& part);
/// Empty if it is none.
QString partNameOf(const QWidget* widget);

/// The context menu of places full of controls: hides the control that was clicked, or its panel, and leads to the
/// choice of all.
class PartMenu : public QObject {
    Q_OBJECT

  public:
    /// For everything within `place` that has the name of a part and no menu of its own.
    PartMenu(QWidget* place, ExperimentDocument& document, QAction* chooseParts);

    /// Entries that hide these parts, and the one that leads to all.
    static void addEntries(QMenu* menu, ExperimentDocument& document, const QStringList& parts, QAction* chooseParts);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* m_place;
    ExperimentDocument& m_document;
    QAction* m_chooseParts;
};

}  // namespace glassbox
