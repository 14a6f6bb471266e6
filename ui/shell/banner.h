#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace glassbox {

class ThemeSource;

/// A slim strip with a sentence above the page: icon, words, a button for what mends it, and close.
class Banner : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { Info, Warning, Error };

    explicit Banner(ThemeSource& theme, QWidget* parent = nullptr);

    /// Shows the strip; with `action` there is a button of that name that emits `triggered`.
    void show(Kind kind, const QString& sentence, const QString& action = {});
    /// Shows how far something is (0 to 1) below the sentence; negative: no bar.
    void setProgress(double share);
    QString sentence() const;
    Kind kind() const { return m_kind; }
    /// Hides the strip and forgets its words.
    void dismiss();

  Q_SIGNALS:
    void triggered();
    void dismissed();

  private:
    void applyTheme();

    ThemeSource& m_theme;
    Kind m_kind = Kind::Info;
    QLabel* m_icon;
    QLabel* m_sentence;
    QProgressBar* m_progress;
    QPushButton* m_action;
    QToolButton* m_close;
};

}  // namespace glassbox
