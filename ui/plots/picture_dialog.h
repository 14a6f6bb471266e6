#pragma once

#include "ui/plots/picture_settings.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace glassbox {

/// Asks how a picture is to be saved: format, size in pixels, ground, title and caption. Says what comes of it, and
/// what is wrong with a size before anything is drawn.
class PictureDialog : public QDialog {
    Q_OBJECT

  public:
    /// `sizeOf` tells how large a picture becomes, in pixels at 96 dpi.
    PictureDialog(std::function<QSizeF(const PictureSettings&)> sizeOf, const PictureSettings& start,
                  QWidget* parent = nullptr);

    const PictureSettings& settings() const { return m_settings; }

  private:
    void makeFields();
    void layOut();
    void setScale(double scale);
    void refresh();

    std::function<QSizeF(const PictureSettings&)> m_sizeOf;
    PictureSettings m_settings;
    QComboBox *m_format, *m_ground;
    QSpinBox *m_width, *m_height;
    QDoubleSpinBox* m_scale;
    QCheckBox* m_framed;
    QLabel *m_words, *m_problem;
    QPushButton* m_save;
    bool m_refreshing = false;
};

}  // namespace glassbox
