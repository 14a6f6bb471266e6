#pragma once

#include "engine/runtime/race_pictures_job.h"
#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QPixmap>

namespace glassbox {

/// What one racer's network says at the step that is looked at: its output over the plane of the data, with samples of
/// the training part.
class NetworkPictureTile : public QAbstractButton {
    Q_OBJECT

  public:
    explicit NetworkPictureTile(ThemeSource& theme, QWidget* parent = nullptr);

    /// `words` are said below the name: its cost.
    void show(const NetworkRacePath& path, const QColor& color, const QString& words, bool current);
    void setPicture(const NetworkRacePath& path, const Plane& plane, const Picture& picture);
    void clearPicture();
    /// Height below the square picture.
    int wordsHeight() const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QRect square() const;
    void render();

    ThemeSource& m_theme;
    QColor m_color;
    QString m_words;
    QPixmap m_image;  // of the square
    std::shared_ptr<const LandscapeProblem> m_problem;
    Plane m_plane;
    Picture m_picture;
};

/// The output as an image, y up: blue and orange for two classes and for values, the colours of the classes for more.
QImage outputImage(const Picture& picture, const LandscapeProblem& problem, const Theme& theme);

}  // namespace glassbox
