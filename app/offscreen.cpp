#include "app/offscreen.h"

#include "ui/shell/theme.h"

#include <QApplication>

namespace glassbox {

namespace {

/// Silences Qt while it lives.
class Silence {
  public:
    Silence() : m_handler(qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {})) {}
    ~Silence() { qInstallMessageHandler(m_handler); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    QtMessageHandler m_handler;
};

}  // namespace

void drawOffscreen(const std::function<void()>& work) {
    const Silence silence;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "glassbox";
    char* argv[] = {name, nullptr};
    int argc = 1;
    const QApplication application(argc, argv);
    const ThemeSource theme(ThemeChoice::Light);  // the window's font, on white
    work();
}

}  // namespace glassbox
