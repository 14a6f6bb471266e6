#pragma once

#include <QColor>
#include <QList>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// What the colours and marks of the output mean, in as many rows as they take.
class OutputLegend : public QWidget {
    Q_OBJECT

  public:
    enum class Shape { Swatch, Disc, Ring, Cross, Line };
    struct Entry {
        Shape shape = Shape::Swatch;
        QColor color;
        QString text;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit OutputLegend(ThemeSource& theme, QWidget* parent = nullptr);

    void setEntries(const QList<Entry>& entries);
    const QList<Entry>& entries() const { return m_entries; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QList<QRectF> places(double width) const;
    QFont textFont() const;

    ThemeSource& m_theme;
    QList<Entry> m_entries;
};

}  // namespace glassbox
