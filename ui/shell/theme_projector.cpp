#include "ui/shell/theme.h"

namespace glassbox {

// A projector washes out what is light and thin: the ground is white, words and lines are dark, colours are deep enough
// to stand against white at 4.5 : 1 and keep their hue.
Theme Theme::projector() {
    Theme t = light();
    t.name = Name::Projector;
    t.background = QColor(0xFFFFFF);
    t.panel = QColor(0xFFFFFF);
    t.sunk = QColor(0xE8ECF2);
    t.line = QColor(0x8C97A8);
    t.ink = QColor(0x05080F);
    t.mute = QColor(0x343D4C);
    t.accent = QColor(0x1F3FC4);
    t.accentSoft = QColor(0xD5DEFA);
    t.positive = QColor(0x0A55A8);
    t.negative = QColor(0xC24A00);
    t.ok = QColor(0x0B6B41);
    t.warn = QColor(0x9A3000);
    t.train = QColor(0x1F3FC4);
    t.validation = QColor(0xB8123A);
    t.grid = QColor(0xBCC5D2);
    t.classes = {t.negative,       t.positive,       QColor(0x006B4F), QColor(0xB0308A),
                 QColor(0xA88A00), QColor(0x0F86C0), QColor(0x7A1F12), QColor(0x3C4452)};
    t.lineFactor = 1.6;
    t.leastText = 1.4;
    return t;
}

}  // namespace glassbox
