#pragma once

#include "engine/nn/options.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace glassbox {

class ValueCombo;
class ValueEdit;

/// One row for one setting, made from its OptionInfo: label, field of the right sort, and a way back to the default.
/// What is wrong with a typed value stands below the field while it is typed.
class OptionEditor : public QWidget {
    Q_OBJECT

  public:
    OptionEditor(const OptionInfo& info, ThemeSource& theme, QWidget* parent = nullptr);

    const OptionInfo& info() const { return m_info; }
    const OptionValue& value() const { return m_value; }
    /// Shows a value; emits nothing.
    void setValue(const OptionValue& value);
    /// Shows a word in place of a choice ("mixed").
    void setUndecided(const QString& word);
    /// A choice that makes no sense now is there but can't be chosen, and says why.
    void setChoiceEnabled(const std::string& choice, bool enabled, const QString& why = {});
    /// Without the button that goes back to the default.
    void setResettable(bool resettable);
    /// The field itself: for focus, buddies and tab order.
    QWidget* field() const { return m_field; }
    /// For a button beside the field.
    void addBeside(QWidget* widget);

  Q_SIGNALS:
    /// By the user. Values of one gesture (stepping with the keys) share a non-empty `gesture`.
    void edited(const glassbox::OptionValue& value, const QString& gesture);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeField();
    void makeChoices();
    void connectEdit(ValueEdit* edit);
    QString check(const QString& text) const;
    OptionValue read(const QString& text) const;
    QString stepped(const QString& text, int steps) const;
    void take(const OptionValue& value, const QString& gesture = {});
    void showProblem(const QString& sentence);
    void showTip();
    void fitField();
    double number() const;

    OptionInfo m_info;
    ThemeSource& m_theme;
    OptionValue m_value;
    int m_gesture = 0;
    bool m_resettable = true;
    QWidget* m_beside = nullptr;
    QGridLayout* m_layout;
    QLabel* m_label;
    QLabel* m_problem;
    QToolButton* m_reset;
    QWidget* m_field = nullptr;
    QCheckBox* m_flag = nullptr;
    QComboBox* m_choice = nullptr;
    ValueCombo* m_combo = nullptr;
    ValueEdit* m_edit = nullptr;  // of m_combo or on its own
};

}  // namespace glassbox
