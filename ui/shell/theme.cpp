#include "ui/shell/theme.h"

#include <QFontInfo>
#include <QGuiApplication>

namespace glassbox {

namespace {

constexpr int designPixels = 13;  // size of body text in the design

}  // namespace

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto part = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

QColor Theme::classColor(qsizetype index, qsizetype count) const {
    if (count <= 2) return index == 0 ? negative : positive;
    return classes.at(index % classes.size());
}

QFont Theme::font(int pixels, QFont::Weight weight) const {
    QFont font = QGuiApplication::font();
    // The application's font is the design's body text, scaled as the user wants it.
    const int body = font.pixelSize() > 0 ? font.pixelSize() : designPixels;
    font.setPixelSize(qMax(8, qRound(static_cast<double>(pixels * body) / designPixels)));
    font.setWeight(weight);
    return font;
}

QString Theme::word() const {
    return name == Name::Light  ? QStringLiteral("light")
           : name == Name::Dark ? QStringLiteral("dark")
                                : QStringLiteral("projector");
}

Theme Theme::of(Name name) {
    switch (name) {
        case Name::Dark:
            return dark();
        case Name::Projector:
            return projector();
        case Name::Light:
            break;
    }
    return light();
}

// Classes follow Okabe and Ito's palette (2008), which people with any colour vision can tell apart, starting with our
// negative and positive.
Theme Theme::light() {
    Theme t;
    t.name = Name::Light;
    t.background = QColor(0xF4F6F9);
    t.panel = QColor(0xFFFFFF);
    t.sunk = QColor(0xEEF1F5);
    t.line = QColor(0xDFE4EA);
    t.ink = QColor(0x1A2230);
    t.mute = QColor(0x667085);
    t.accent = QColor(0x3557D6);
    t.accentSoft = QColor(0xE7ECFB);
    t.accentInk = QColor(0xFFFFFF);
    t.positive = QColor(0x1F6FB5);
    t.negative = QColor(0xE07B16);
    t.ok = QColor(0x1B8A5A);
    t.warn = QColor(0xB54708);
    t.train = QColor(0x3557D6);
    t.validation = QColor(0xD1495B);
    t.grid = QColor(0xE6EAF0);
    t.zero = QColor(0xFFFFFF);
    t.classes = {t.negative,       t.positive,       QColor(0x009E73), QColor(0xCC79A7), QColor(0xC9A800),
                 QColor(0x4FB3E8), QColor(0x9A3324), QColor(0x5B6472), QColor(0x6A51A3), QColor(0x86B32D)};
    return t;
}

Theme Theme::dark() {
    Theme t;
    t.name = Name::Dark;
    t.background = QColor(0x0F131A);
    t.panel = QColor(0x171C25);
    t.sunk = QColor(0x10151D);
    t.line = QColor(0x2A313D);
    t.ink = QColor(0xE7EBF2);
    t.mute = QColor(0x93A0B4);
    t.accent = QColor(0x7C9BFF);
    t.accentSoft = QColor(0x222C4A);
    t.accentInk = QColor(0x0F131A);
    t.positive = QColor(0x5AA9E6);
    t.negative = QColor(0xF2A04B);
    t.ok = QColor(0x4CC38A);
    t.warn = QColor(0xF2B26B);
    t.train = QColor(0x7C9BFF);
    t.validation = QColor(0xF0788A);
    t.grid = QColor(0x242B37);
    t.zero = t.panel;
    t.classes = {t.negative,       t.positive,       QColor(0x2CC295), QColor(0xE08BC6), QColor(0xE8D24A),
                 QColor(0x9AD9FF), QColor(0xD9705C), QColor(0xA3ADBD), QColor(0xA48BE0), QColor(0xB5DC6A)};
    return t;
}

}  // namespace glassbox
