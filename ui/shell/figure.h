#pragma once

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// A number that changes many times a second: painted, of fixed width, so that nothing around it moves or is laid out
/// anew. Stacked: the value over its caption; Large: the same to be read from afar;
/// Inline: one quiet line.
class Figure : public QWidget {
    Q_OBJECT

  public:
    enum class Look { Stacked, Large, Inline };

    /// `widest` is the widest value expected.
    Figure(ThemeSource& theme, Look look, const QString& caption, const QString& widest, QWidget* parent = nullptr);

    void setValue(const QString& value);
    const QString& value() const { return m_value; }
    void setWidest(const QString& widest);
    /// Where an inline text stands in its width.
    void setAlignment(Qt::Alignment alignment) { m_alignment = alignment; }

    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QFont valueFont() const;
    QFont captionFont() const;

    ThemeSource& m_theme;
    Look m_look;
    QString m_caption, m_widest, m_value;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

}  // namespace glassbox
