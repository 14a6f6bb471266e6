#pragma once

#include "ui/lab/lab_arrangement.h"
#include "ui/shell/theme.h"

#include <QHash>
#include <QObject>
#include <QSize>

class QAction;
class QMenu;
class QPushButton;
class QSplitter;
class QWidget;

namespace glassbox {

class Card;
class ExperimentDocument;
class LabSelection;

/// The widgets whose comings and goings the stage decides about.
struct LabWidgets {
    QWidget *page, *side, *data, *training, *layer, *below, *nothing;
    QWidget* edge;  ///< what calls the settings when they are away
    Card *network, *inside, *output, *cost;
    QSplitter *columns, *middle, *right;
    Card* card(LabPanel panel) const;
};

/// Which panels of the Lab are seen, and how large: all of them, one alone, those for a class, without what the
/// experiment hides. Each arrangement keeps its own sizes; that of all panels is the one that is remembered.
class LabStage : public QObject {
    Q_OBJECT

  public:
    LabStage(const LabWidgets& widgets, ExperimentDocument& document, LabSelection& selection, ThemeSource& theme);

    const LabShown& shown() const { return m_shown; }
    Card* card(LabPanel panel) const { return m_widgets.card(panel); }
    std::optional<LabPanel> alone() const { return m_alone; }
    /// One panel over the whole page, or all of them again.
    void showAlone(std::optional<LabPanel> panel);
    void setPresenting(bool on);
    void toggleSide();
    /// From one panel alone to all; false if all are shown.
    bool back();

    /// Keys 1 to 4 and 0, and the one for the settings; they work while the page is shown.
    QList<QAction*> actions() const;
    /// "Show this panel alone" and "Hide the cost", for the context menu of a panel.
    void addMenuEntries(QMenu* menu, LabPanel panel, QAction* chooseParts);

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);
    /// The page has another size.
    void pageResized();

  Q_SIGNALS:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Sizes {
        QByteArray states;
        QSize page;
    };
    void makeActions();
    void makeBackButton();
    void arrange();
    void show(const LabShown& shown);
    void refreshActions();
    LabWishes wishes() const;
    int key() const;
    Sizes currentSizes() const;
    void applySizes(const QByteArray& states);
    void setStandardSizes();
    QList<QSplitter*> splitters() const;

    LabWidgets m_widgets;
    ExperimentDocument& m_document;
    LabSelection& m_selection;
    ThemeSource& m_theme;
    LabShown m_shown;
    bool m_presenting = false;
    bool m_arranging = false;
    std::optional<bool> m_side;
    std::optional<LabPanel> m_alone;
    std::pair<std::optional<bool>, std::optional<LabPanel>> m_before;  // both as they were before presenting
    QHash<int, Sizes> m_sizes;                                         // by arrangement
    Sizes m_awaited;  // to be applied again when the page has this size
    QPushButton* m_back = nullptr;
    QAction* m_panelActions[4] = {};
    QAction *m_all = nullptr, *m_sideAction = nullptr;
};

}  // namespace glassbox
