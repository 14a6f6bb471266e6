#include "app/run_window.h"

#include "app/composition.h"

#include <QApplication>

#include <cstdio>

namespace glassbox {

namespace {

bool hasDisplay() {
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

}  // namespace

int runWindow(int& argc, char** argv, const QString& document) {
    if (!hasDisplay()) {
        std::fputs("Glassbox needs a display for its window; without one use: glassbox train EXPERIMENT.json\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    nameApplication();
    Composition glassbox;
    glassbox.window().start(document);
    if (glassbox.isFirstStart() && document.isEmpty()) glassbox.window().showPage(QObject::tr("Start"));
    glassbox.window().show();
    return QApplication::exec();
}

}  // namespace glassbox
