#pragma once

#include <QComboBox>
#include <QLineEdit>

#include <functional>

namespace glassbox {

/// A field in which a value is typed. What is typed is checked at once; Enter or leaving the field takes it over;
/// leaving it with something invalid brings the old value back. Up and Down go to neighbouring values.
class ValueEdit : public QLineEdit {
    Q_OBJECT

  public:
    /// Why a text is no value, as a sentence; empty if it is one.
    using Check = std::function<QString(const QString& text)>;
    /// The text `steps` values further up.
    using Step = std::function<QString(const QString& text, int steps)>;

    explicit ValueEdit(QWidget* parent = nullptr);

    void setCheck(Check check) { m_check = std::move(check); }
    void setStep(Step step) { m_step = std::move(step); }
    /// Shows the value in force; what is being typed stays unless the value is another one than before.
    void setShown(const QString& text);
    const QString& shown() const { return m_shown; }
    void stepBy(int steps);
    /// Takes over what is typed, if it is valid.
    void commit();

  Q_SIGNALS:
    /// `stepped`: by Up or Down.
    void committed(const QString& text, bool stepped);
    /// The sentence says what is wrong with what is typed; empty: nothing.
    void checked(const QString& sentence);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void check();

    Check m_check;
    Step m_step;
    QString m_shown;
};

/// A ValueEdit with a list of usual values.
class ValueCombo : public QComboBox {
    Q_OBJECT

  public:
    explicit ValueCombo(const QStringList& values, QWidget* parent = nullptr);

    ValueEdit* edit() const { return m_edit; }
    void setShown(const QString& text);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    ValueEdit* m_edit;
};

/// The wheel scrolls the panel; it never changes a value below the pointer by accident.
void ignoreWheel(QWidget* widget);

}  // namespace glassbox
