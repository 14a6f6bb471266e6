#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace glassbox {

class CardPictureView;
class ThemeSource;

/// The box at the end of an answer: a small picture, and the button that opens the live state. They stand side by side
/// where there is room for both, else below each other.
class CardFaceBox : public QWidget {
    Q_OBJECT

  public:
    explicit CardFaceBox(ThemeSource& theme, QWidget* parent = nullptr);

    /// Either may be empty. A state that can't be read has no button.
    void setContent(const QString& picture, const QString& see);
    bool isNothing() const;
    /// The button can be seen but not pressed where the card is only looked at.
    void setSeeLiveEnabled(bool enabled);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// "See it live in the Lab"; empty if the state can't be read.
    static QString seeWords(const QString& see);

  Q_SIGNALS:
    void seeLiveWanted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Places {
        QRect picture, button, key;
        int height = 0;
    };
    Places placesFor(int width) const;
    Places arranged(int width, bool beside) const;
    void place();

    ThemeSource& m_theme;
    CardPictureView* m_picture;
    QPushButton* m_button;
    QLabel* m_key;
    bool m_hasPicture = false, m_hasButton = false;
};

}  // namespace glassbox
