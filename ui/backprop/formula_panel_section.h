#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace glassbox {

class ThemeSource;

/// A part of a panel: a quiet heading, a quieter remark beside it, the content below, and a thin line above.
class PanelSection : public QWidget {
    Q_OBJECT

  public:
    PanelSection(ThemeSource& theme, const QString& heading, QWidget* parent = nullptr);

    void setHeading(const QString& heading);
    void setRemark(const QString& remark);
    /// The first section has none.
    void setLine(bool line);
    QVBoxLayout* body() const { return m_body; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    ThemeSource& m_theme;
    QLabel *m_heading, *m_remark;
    QVBoxLayout *m_column, *m_body;
    bool m_line = true;
};

}  // namespace glassbox
