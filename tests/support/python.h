#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace glassbox {

/// The system's own Python: another that stands first in PATH need not have PyTorch.
inline const QString systemPython = QStringLiteral("/usr/bin/python3");

/// What a program of Python said: exit code, and output and errors together.
struct PythonResult {
    int code = -1;
    QByteArray said;
};

inline PythonResult runPython(const QStringList& arguments, const QString& folder = {},
                              int mostMilliseconds = 300'000) {
    QProcess process;
    if (!folder.isEmpty()) process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(systemPython, arguments);
    if (!process.waitForFinished(mostMilliseconds)) {
        process.kill();
        process.waitForFinished();
        return {-1, "it did not start or did not end: " + process.readAll()};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAll()};
}

/// True if Python can import this.
inline bool pythonHas(const QString& module) {
    return runPython({QStringLiteral("-c"), QStringLiteral("import ") + module}).code == 0;
}

}  // namespace glassbox
