#pragma once

class QWidget;

namespace glassbox {

class Actions;

/// Shows all keys in a dialog.
void showShortcutHelp(const Actions& actions, QWidget* parent);
/// Version, licence and where the sources are.
void showAbout(QWidget* parent);

}  // namespace glassbox
