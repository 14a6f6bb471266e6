#pragma once

#include <QScrollArea>

namespace glassbox {

/// A scroll area for text and fields that fill its width. Its scroll bar takes width, other width makes other height,
/// and other height may send the bar away again: plain scroll areas can go round in this circle until the stack is
/// full. This one settles with the bar where it is after a few turns.
class PageScroll : public QScrollArea {
    Q_OBJECT

  public:
    explicit PageScroll(QWidget* parent = nullptr);

    /// Is never narrower than its content needs, whatever the text size.
    void setFitsWidth(bool fits);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fitWidth();

    bool m_fitsWidth = false;
    int m_turns = 0;
};

}  // namespace glassbox
