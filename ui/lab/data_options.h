#pragma once

#include "engine/experiment/presentation.h"
#include "ui/shell/option_editor.h"

#include <map>
#include <vector>

class QVBoxLayout;

namespace glassbox {

class SliderField;
struct DataInfo;

/// The settings of the data: noise, validation share, points and what a generator has of its own, made from its
/// DataInfo.
class DataOptions : public QWidget {
    Q_OBJECT

  public:
    explicit DataOptions(ThemeSource& theme, QWidget* parent = nullptr);

    void showData(const Spec& spec);
    /// Leaves out the settings that are hidden.
    void showParts(const Presentation& presentation);

  Q_SIGNALS:
    /// Values of one drag share a `gesture`.
    void edited(const QString& option, const glassbox::OptionValue& value, const QString& gesture);

  private:
    struct Slider {
        OptionInfo info;
        SliderField* field;
    };
    void makeRows(const DataInfo& info);
    void addSlider(const OptionInfo& option);
    void addEditor(const OptionInfo& option);

    ThemeSource& m_theme;
    const DataInfo* m_info = nullptr;
    QWidget* m_rows = nullptr;
    QVBoxLayout* m_layout;
    std::vector<Slider> m_sliders;
    std::vector<OptionEditor*> m_editors;
    std::map<std::string, double> m_exact;  ///< values in force, which may lie between two steps of a slider
    int m_gesture = 0;
};

}  // namespace glassbox
