#pragma once

#include <QAbstractButton>
#include <QPixmap>

namespace glassbox {

class ThemeSource;

/// One experiment to open: its picture, its title, and what to look for.
class ExampleTile : public QAbstractButton {
    Q_OBJECT

  public:
    ExampleTile(const QString& title, const QString& look, ThemeSource& theme, QWidget* parent = nullptr);

    /// Size of the picture, in the screen's points.
    QSize pictureSize() const;
    void setPicture(const QPixmap& picture);
    bool hasPicture() const { return !m_picture.isNull(); }
    /// Marks it as the one to try next.
    void setNew(bool isNew);
    bool isNew() const { return m_new; }
    QSize sizeHint() const override;

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_look;
    ThemeSource& m_theme;
    QPixmap m_picture;
    bool m_new = false;
};

}  // namespace glassbox
