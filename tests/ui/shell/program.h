#pragma once

#include "ui/models/experiment_document.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

namespace glassbox {

/// The window with everything below it, as the program makes it, but without a workspace.
struct Program {
    explicit Program(const QString& folder) : document(session), window(document, theme, preferences, folder) {
        window.files()->questions.unsaved = [this](QWidget*, const QString&) {
            ++asked;
            return answer;
        };
        window.files()->questions.openPath = [this](QWidget*, const Questions::File&) { return path; };
        window.files()->questions.savePath = [this](QWidget*, const Questions::File&) { return path; };
        page = new QWidget;
        page->setFocusPolicy(Qt::StrongFocus);
        window.addPage(QStringLiteral("Lab"), QStringLiteral("lab"), page,
                       {[this] { return layout; }, [this](const QByteArray& l) { layout = l; }});
    }

    void show() {
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        page->setFocus();
        QTRY_VERIFY(session.latest());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    QString words() const { return window.findChild<QLabel*>(QStringLiteral("stateWords"))->text(); }
    Experiment withNoise(double noise) const {
        Experiment next = document.experiment();
        next.data.options.set("noise", noise);
        return next;
    }

    Preferences preferences;
    ThemeSource theme{preferences.themeChoice()};
    TrainingSession session{1};
    ExperimentDocument document;
    MainWindow window;
    QWidget* page = nullptr;
    Questions::Unsaved answer = Questions::Unsaved::Cancel;
    QString path;
    QByteArray layout = "as it came";
    int asked = 0;
};

}  // namespace glassbox
