#include "ui/shell/run_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace glassbox {

namespace {

QString nameOf(RunState state) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("RunState", text); };
    switch (state) {
        case RunState::Ready:
            return tr("Ready");
        case RunState::Running:
            return tr("Running");
        case RunState::Paused:
            return tr("Paused");
        case RunState::Finished:
            return tr("Finished");
        case RunState::Converged:
            return tr("Converged");
        case RunState::Diverged:
            return tr("Diverged");
        case RunState::EarlyStopped:
            return tr("Stopped early");
    }
    return {};
}

}  // namespace

QString runWords(RunState state, const QString& sentence) {
    static const QRegularExpression clauseEnd(QStringLiteral("[:;](\\s|$)|[.](\\s|$)"));
    const QString name = nameOf(state);
    const QString clause = sentence.left(sentence.indexOf(clauseEnd)).trimmed();
    return clause.startsWith(name, Qt::CaseInsensitive) ? clause : name;
}

}  // namespace glassbox
