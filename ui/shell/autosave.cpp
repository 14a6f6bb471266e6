#include "ui/shell/autosave.h"

#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/preferences.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace glassbox {

namespace {

constexpr int delayMilliseconds = 1500;

}  // namespace

Autosave::Autosave(ExperimentDocument& document, Preferences& preferences, const QString& folder, QObject* parent)
    : QObject(parent), m_document(document), m_preferences(preferences), m_folder(folder) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &Autosave::keep);
    connect(&m_document, &ExperimentDocument::experimentChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&m_document, &ExperimentDocument::titleChanged, &m_delay, qOverload<>(&QTimer::start));
}

QString Autosave::file() const {
    return QDir(m_folder).filePath(QStringLiteral("last.json"));
}

QString Autosave::restore() {
    const QString path = m_preferences.lastPath();
    QString problem;
    // What the file holds comes first and the changes on top of it as one edit: so they can be undone, and are still
    // unsaved.
    bool opened = false;
    if (!path.isEmpty()) {
        try {
            m_document.open(path);
            opened = true;
        } catch (const Error& error) {
            problem = QString::fromUtf8(error.what());
        }
    }
    if (!opened) m_document.reset(standardExperiment());
    if (!QFile::exists(file()) || (opened && !m_preferences.lastModified())) return problem;
    try {
        m_document.edit(tr("Changes of last time"), readExperiment(file()));
    } catch (const Error& error) {
        if (problem.isEmpty()) problem = QString::fromUtf8(error.what());
    }
    return problem;
}

QString Autosave::rescue() {
    if (!m_preferences.lastModified() || !QFile::exists(file())) return {};
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"));
    const QString rescued = QDir(m_folder).filePath(tr("Unsaved %1.json").arg(stamp));
    if (!QFile::copy(file(), rescued)) return {};
    m_preferences.setLast(m_preferences.lastPath(), false);
    return tr("Changes of last time that were not saved are in %1.").arg(QDir::toNativeSeparators(rescued));
}

void Autosave::keep() {
    m_delay.stop();
    try {
        if (!QDir().mkpath(m_folder)) return;
        writeExperiment(file(), m_document.experiment());
        m_preferences.setLast(m_document.path(), m_document.isModified());
    } catch (const Error&) {
        // Nothing that the user asked for: a full disk shows when they save.
    }
}

void Autosave::discard() {
    m_delay.stop();
    QFile::remove(file());
    m_preferences.setLast(m_document.path(), false);
}

}  // namespace glassbox
