#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/step_scrubber.h"
#include "ui/optimizers/knob_map.h"

#include <QWidget>

class QSplitter;

namespace glassbox {

class Card;
class ContourCanvas;
class ExperimentDocument;
class FileCommands;
class KnobControls;
class KnobRun;
class KnobTelling;
class PageRun;
class StepCurves;
class ThemeSource;
struct KnobPath;

/// The two knobs of momentum on a bowl: maps of how fast each learning rate and momentum converge, by the formula and
/// by running, and beside them what one setting does: its path, its f and its figures.
class KnobView : public QWidget {
    Q_OBJECT

  public:
    KnobView(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);
    ~KnobView() override;

    /// Plays along the path of the setting.
    PageRun& run() const;
    const KnobSetting& setting() const { return m_setting; }
    /// Values out of range are brought into it.
    void setSetting(const KnobSetting& setting);

    ContourCanvas& map(KnobSource source) const { return source == KnobSource::Formula ? *m_formulaMap : *m_runMap; }
    const KnobPath& path() const;
    /// Of the two maps; none while one of them is still being computed.
    const std::optional<KnobDifference>& difference() const { return m_difference; }

    /// Context menus of the cards: pictures and numbers to take away.
    void addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme);

    /// Setting, step and sizes of the parts.
    QByteArray saveLayout() const;
    /// Anything else than what saveLayout() wrote changes nothing.
    void restoreLayout(const QByteArray& layout);

  Q_SIGNALS:
    void settingChanged();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    ContourCanvas* makeMap(KnobSource source);
    void makeParts(MathFontPtr font);
    void layOut();
    void showSetting(bool otherBowl);
    /// Has the maps of another bowl computed, once somebody looks.
    void showBowl();
    void showStep();
    void compareMaps();

    ThemeSource& m_theme;
    KnobSetting m_setting;
    StepScrubber m_scrubber;
    KnobRun* m_run;
    KnobControls* m_controls;
    ContourCanvas *m_formulaMap, *m_runMap, *m_bowl;
    Card *m_formulaCard, *m_runCard, *m_bowlCard, *m_curveCard, *m_whyCard;
    KnobTelling* m_telling;
    StepCurves* m_curves;
    QSplitter *m_columns, *m_right;
    std::optional<KnobDifference> m_difference;
    bool m_bowlAwaited = false;
};

}  // namespace glassbox
