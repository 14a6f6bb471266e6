#pragma once

#include "ui/shell/option_editor.h"

#include <functional>

class QVBoxLayout;

namespace glassbox {

/// The settings of one kind of thing, a row each, made from its KindInfo.
class OptionForm : public QWidget {
    Q_OBJECT

  public:
    explicit OptionForm(ThemeSource& theme, QWidget* parent = nullptr);

    /// Which options have a row here; all by default. Set before `show`.
    void setFilter(std::function<bool(const OptionInfo&)> filter) { m_filter = std::move(filter); }
    /// Rows for this kind (made anew only if it is another one) with these values; what is not set shows its default.
    void showKind(const KindInfo& info, const Options& options);
    void clear();
    /// Rows that are not wanted on screen stay away, whatever there is to show.
    void setWanted(bool wanted);
    bool isEmpty() const { return m_editors.empty(); }
    const std::vector<OptionEditor*>& editors() const { return m_editors; }

  Q_SIGNALS:
    void edited(const QString& option, const glassbox::OptionValue& value, const QString& gesture);

  private:
    ThemeSource& m_theme;
    std::function<bool(const OptionInfo&)> m_filter;
    const KindInfo* m_kind = nullptr;
    bool m_wanted = true;
    std::vector<OptionEditor*> m_editors;
    QVBoxLayout* m_layout;
};

}  // namespace glassbox
