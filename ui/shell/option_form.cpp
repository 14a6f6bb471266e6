#include "ui/shell/option_form.h"

#include <QVBoxLayout>

namespace glassbox {

OptionForm::OptionForm(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    hide();
}

void OptionForm::clear() {
    // An editor may be in the middle of its own signal.
    for (OptionEditor* editor : m_editors) {
        m_layout->removeWidget(editor);
        editor->hide();
        editor->disconnect(this);
        editor->deleteLater();
    }
    m_editors.clear();
    m_kind = nullptr;
    hide();
}

void OptionForm::setWanted(bool wanted) {
    m_wanted = wanted;
    setVisible(wanted && !m_editors.empty());
}

void OptionForm::showKind(const KindInfo& info, const Options& options) {
    if (m_kind != &info) {
        clear();
        m_kind = &info;
        for (const OptionInfo& option : info.options) {
            if (option.type == OptionType::List) continue;  // edited where the numbers are seen
            if (m_filter && !m_filter(option)) continue;
            auto* editor = new OptionEditor(option, m_theme, this);
            m_layout->addWidget(editor);
            m_editors.push_back(editor);
            connect(editor, &OptionEditor::edited, this,
                    [this, name = QString::fromStdString(option.name)](
                        const OptionValue& value, const QString& gesture) { Q_EMIT edited(name, value, gesture); });
        }
        setVisible(m_wanted && !m_editors.empty());
    }
    for (OptionEditor* editor : m_editors) editor->setValue(optionOrDefault(info, options, editor->info().name));
}

}  // namespace glassbox
