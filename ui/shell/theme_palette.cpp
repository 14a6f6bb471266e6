#include "ui/shell/style_sheet.h"
#include "ui/shell/theme.h"

namespace glassbox {

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.background);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.sunk);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.mute);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::BrightText, theme.warn);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.accentInk);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::Light, mixed(theme.panel, theme.line, 0.3));
    palette.setColor(QPalette::Midlight, mixed(theme.panel, theme.line, 0.6));
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, mixed(theme.line, theme.mute, 0.4));
    palette.setColor(QPalette::Shadow, mixed(theme.line, theme.ink, 0.5));
    const QColor faint = mixed(theme.panel, theme.mute, 0.6);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    return palette;
}

}  // namespace glassbox
