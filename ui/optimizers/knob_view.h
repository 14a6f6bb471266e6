#pragma once

#include "ui/formula/math_font.h"
#include "ui/optimizers/knob_setting.h"

#include <QWidget>

namespace glassbox {

class PageRun;
class ThemeSource;

/// The two knobs of momentum on a bowl: maps of how fast each learning rate and momentum converge, by the formula and
/// by running, and beside them what one setting does: its path, its f and its figures.
class KnobView : public QWidget {
    Q_OBJECT

  public:
    KnobView(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);
    ~KnobView() override;

    /// Plays along the path of the setting.
    PageRun& run();
    const KnobSetting& setting() const;
    /// Values out of range are brought into it.
    void setSetting(const KnobSetting& setting);

    /// Setting, step and sizes of the parts.
    QByteArray saveLayout() const;
    /// Anything else than what saveLayout() wrote changes nothing.
    void restoreLayout(const QByteArray& layout);

  Q_SIGNALS:
    void settingChanged();
};

}  // namespace glassbox
