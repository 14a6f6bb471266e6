#include "ui/shell/style_sheet.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

namespace glassbox {

namespace {

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

Theme::Name nameOf(ThemeChoice choice, bool systemIsDark) {
    if (choice == ThemeChoice::Projector) return Theme::Name::Projector;
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark);
    return dark ? Theme::Name::Dark : Theme::Name::Light;
}

QFont bodyFont(double scale) {
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(qRound(13 * scale));
    return font;
}

}  // namespace

ThemeSource::ThemeSource(ThemeChoice choice, QObject* parent)
    : QObject(parent), m_choice(choice), m_theme(Theme::light()) {
    if (!qApp) return;
    // Before our own palette is set, the application's is the system's.
    const bool systemIsDark = isDark(QGuiApplication::palette());
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply(nameOf(choice, systemIsDark));
    qApp->installEventFilter(this);
}

void ThemeSource::setChoice(ThemeChoice choice) {
    if (choice == m_choice) return;
    m_choice = choice;
    if (choice == ThemeChoice::System) {
        followSystem();
    } else {
        apply(nameOf(choice, false));
    }
}

void ThemeSource::setTextScale(double scale) {
    scale = qBound(0.8, scale, 2.0);
    if (qFuzzyCompare(scale, m_textScale)) return;
    m_textScale = scale;
    apply(m_theme.name);
}

void ThemeSource::onPaper(const std::function<void()>& paint, Theme::Name name) {
    const Theme::Name shown = m_theme.name;
    if (shown != name) apply(name);
    m_onPaper = true;
    paint();
    m_onPaper = false;
    if (shown != name) apply(shown);
}

void ThemeSource::apply(Theme::Name name) {
    m_theme = Theme::of(name);
    if (qApp) {
        m_applying = true;
        const QPalette palette = paletteOf(m_theme);
        QApplication::setPalette(palette);
        QToolTip::setPalette(palette);
        QApplication::setFont(bodyFont(textScale()));
        qApp->setStyleSheet(styleSheetOf(m_theme, textScale()));
        m_applying = false;
    }
    Q_EMIT changed();
}

// Our palette hides the system's: give it up for a moment to see what is below.
void ThemeSource::followSystem() {
    if (m_choice != ThemeChoice::System || !qApp) return;
    m_applying = true;
    QPalette system = QGuiApplication::palette();
    if (system.color(QPalette::Window) == m_theme.background) {
        QApplication::setPalette(QPalette());
        system = QGuiApplication::palette();
    }
    m_applying = false;
    apply(isDark(system) ? Theme::Name::Dark : Theme::Name::Light);
}

bool ThemeSource::eventFilter(QObject* watched, QEvent* event) {
    const bool otherPalette = event->type() == QEvent::ApplicationPaletteChange &&
                              QGuiApplication::palette().color(QPalette::Window) != m_theme.background;
    const bool systemChanged = event->type() == QEvent::ThemeChange || otherPalette;
    if (systemChanged && !m_applying && m_choice == ThemeChoice::System && !m_checkQueued) {
        m_checkQueued = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_checkQueued = false;
                followSystem();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace glassbox
