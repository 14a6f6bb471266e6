#include "ui/optimizers/racer_color.h"

namespace glassbox {

QColor racerColor(const Theme& theme, qsizetype racer) {
    const qsizetype count = theme.classes.size();
    const QColor color = theme.classes[racer % count];
    if (racer / count % 2 == 0) return color;
    return theme.isDark() ? color.lighter(140) : color.darker(150);
}

QColor racerColor(const Theme& theme, const RacerSpec& racer, qsizetype number) {
    const QColor chosen(QString::fromStdString(racer.color));
    return chosen.isValid() ? chosen : racerColor(theme, number);
}

}  // namespace glassbox
