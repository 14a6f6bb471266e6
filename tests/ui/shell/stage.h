#pragma once

#include "app/composition.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_stage.h"
#include "ui/shell/actions.h"
#include "ui/shell/presenting.h"
#include "ui/shell/presenting_tools.h"

#include <QAction>
#include <QApplication>
#include <QSplitter>
#include <QTest>

namespace glassbox {

/// The whole program in a window of 1200 x 750, ready to be presented.
struct Stage {
    explicit Stage(ThemeChoice choice = ThemeChoice::Light) {
        glassbox.theme().setChoice(choice);
        window.start({});
        glassbox.document().reset(standardExperiment());
        window.setGeometry(20, 30, 1200, 750);
        window.show();
        if (QTest::qWaitForWindowActive(&window)) lab.setFocus();
    }
    bool isReady() {
        return QTest::qWaitFor([this] { return glassbox.session().latest() != nullptr; });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    bool isPresenting() { return window.presentingTools().presenting().isOn(); }
    template <typename Widget = QWidget>
    Widget* find(const char* name) {
        return window.findChild<Widget*>(QLatin1String(name));
    }
    bool isSeen(const char* name) {
        QWidget* widget = find(name);
        return widget && widget->isVisible();
    }
    QList<QList<int>> sizes() {
        QList<QList<int>> all;
        for (const char* name : {"labColumns", "labMiddle", "labRight"}) all << find<QSplitter>(name)->sizes();
        return all;
    }

    Composition glassbox;
    MainWindow& window = glassbox.window();
    LabPage& lab = glassbox.lab();
};

}  // namespace glassbox
