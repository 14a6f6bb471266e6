#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace glassbox {

/// Every colour and size of the interface. Blue is positive, orange is negative, everywhere.
struct Theme {
    enum class Name { Light, Dark };

    Name name = Name::Light;
    QColor background, panel, sunk, line, ink, mute, accent, accentSoft, accentInk;
    QColor positive, negative, ok, warn, train, validation, grid;
    /// Middle of the diverging map: what zero looks like.
    QColor zero;
    /// Colours of classes 0, 1, 2 ... for three classes and more; two classes use negative and positive.
    QList<QColor> classes;
    int radius = 10;        ///< corners of cards
    int controlRadius = 7;  ///< corners of buttons and fields
    int gap = 12;
    int controlHeight = 32;

    bool isDark() const { return name == Name::Dark; }
    QColor classColor(qsizetype index, qsizetype count) const;
    /// Inter with tabular figures in the application's size plus `delta` points-at-96-dpi pixels.
    QFont font(int pixels = 13, QFont::Weight weight = QFont::Normal) const;

    static Theme light();
    static Theme dark();
};

/// What the user asked for.
enum class ThemeChoice { System, Light, Dark };

/// Holds the theme in force and tells when it changes. Applies palette and style sheet to the application.
class ThemeSource : public QObject {
    Q_OBJECT

  public:
    explicit ThemeSource(ThemeChoice choice = ThemeChoice::System, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// Size of all text, 1 being the design's.
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    /// Paints in the light theme, for paper and for files, and goes back to the theme in force.
    void onPaper(const std::function<void()>& paint);

  Q_SIGNALS:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void apply(Theme::Name name);
    void followSystem();

    ThemeChoice m_choice;
    Theme m_theme;
    double m_textScale = 1;
    bool m_applying = false;
    bool m_checkQueued = false;
};

/// One of our stroke icons (resources/icons/NAME.svg) in a colour.
QIcon themedIcon(const QString& name, const QColor& color, int size = 20);

}  // namespace glassbox
