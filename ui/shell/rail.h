#pragma once

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace glassbox {

class ThemeSource;

/// The strip at the left with one entry a workspace.
class Rail : public QWidget {
    Q_OBJECT

  public:
    explicit Rail(ThemeSource& theme, QWidget* parent = nullptr);

    void addEntry(const QString& name, const QString& icon);
    void setCurrent(int index);

  Q_SIGNALS:
    void chosen(int index);

  private:
    void applyTheme();

    ThemeSource& m_theme;
    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
    QStringList m_icons;
};

}  // namespace glassbox
