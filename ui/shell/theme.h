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
    enum class Name { Light, Dark, Projector };

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
    double lineFactor = 1;  ///< how much thicker than the design's all lines are
    double leastText = 1;   ///< text is never smaller than this times the design's

    bool isDark() const { return name == Name::Dark; }
    /// "light", "dark" or "projector", as files of icons are named.
    QString word() const;
    QColor classColor(qsizetype index, qsizetype count) const;
    /// Width of a line that the design draws `width` pixels wide.
    double stroke(double width) const { return width * lineFactor; }
    /// Inter with tabular figures in the application's size plus `delta` points-at-96-dpi pixels.
    QFont font(int pixels = 13, QFont::Weight weight = QFont::Normal) const;

    static Theme light();
    static Theme dark();
    /// To be read from the back row: white ground, dark ink, strong colours, thick lines, large text.
    static Theme projector();
    static Theme of(Name name);
};

/// `share` 0 is `a`, 1 is `b`.
QColor mixed(const QColor& a, const QColor& b, double share);

/// What the user asked for.
enum class ThemeChoice { System, Light, Dark, Projector };

/// Holds the theme in force and tells when it changes. Applies palette and style sheet to the application.
class ThemeSource : public QObject {
    Q_OBJECT

  public:
    explicit ThemeSource(ThemeChoice choice = ThemeChoice::System, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// Size of all text, 1 being the design's: what was chosen, but at least what the theme needs.
    double textScale() const { return qMax(m_textScale, m_theme.leastText); }
    double chosenTextScale() const { return m_textScale; }
    void setTextScale(double scale);
    /// Paints for paper and for files, in the light theme or another, and goes back to the theme in force.
    void onPaper(const std::function<void()>& paint, Theme::Name name = Theme::Name::Light);
    /// While that paints, canvases leave away what is for the hand (the focus ring, what is pointed at), paint no
    /// ground and keep nothing as an image that can be lines and text.
    bool isOnPaper() const { return m_onPaper; }

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
    bool m_onPaper = false;
    bool m_applying = false;
    bool m_checkQueued = false;
};

/// One of our stroke icons (resources/icons/NAME.svg) in a colour.
QIcon themedIcon(const QString& name, const QColor& color, int size = 20);

}  // namespace glassbox
