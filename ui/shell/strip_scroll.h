#pragma once

#include <QScrollArea>

#include <functional>

namespace glassbox {

/// A strip of pictures that scrolls sideways with the wheel, as it has nothing to scroll up and down; tells its canvas
/// how large its viewport is.
class StripScroll : public QScrollArea {
  public:
    using Resized = std::function<void(const QSize&)>;

    StripScroll(QWidget* canvas, Resized resized);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    Resized m_resized;
};

}  // namespace glassbox
