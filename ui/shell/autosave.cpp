#include "ui/shell/autosave.h"

#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/preferences.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <optional>

namespace glassbox {

namespace {

constexpr int delayMilliseconds = 1500;
constexpr int everyMilliseconds = 30000;

}  // namespace

Autosave::Autosave(ExperimentDocument& document, Preferences& preferences, const QString& folder, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_preferences(preferences),
      m_folder(folder),
      m_writer(document, DocumentWriter::Tables::Absolute) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMilliseconds);
    m_every.setSingleShot(true);
    m_every.setInterval(everyMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &Autosave::keep);
    connect(&m_every, &QTimer::timeout, this, &Autosave::keepState);
    connect(&m_document, &ExperimentDocument::experimentChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&m_document, &ExperimentDocument::titleChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&m_document, &ExperimentDocument::experimentChanged, this, &Autosave::changed);
    connect(&m_document, &ExperimentDocument::presentationChanged, this, &Autosave::changed);
    connect(&m_document, &ExperimentDocument::parametersEdited, this, &Autosave::changed);
    connect(&m_document, &ExperimentDocument::runsChanged, this, &Autosave::changed);
    connect(&m_document.session(), &TrainingSession::touched, this, &Autosave::changed);
    // What was kept before is in the file, or of another document.
    connect(&m_document, &ExperimentDocument::saved, this, [this] {
        if (isDocumentPath(m_document.path())) forgetState();  // a plain experiment does not have the weights
    });
    connect(&m_document, &ExperimentDocument::startedOver, this, &Autosave::forgetState);
}

QString Autosave::file() const {
    return QDir(m_folder).filePath(QStringLiteral("last.json"));
}

QString Autosave::stateFile() const {
    return QDir(m_folder).filePath(QStringLiteral("last.glassbox"));
}

void Autosave::changed() {
    if (!m_every.isActive()) m_every.start();
}

/// What was being written when the program was ended by force: beginnings of files that nobody will finish. Young ones
/// may be of a program that runs beside this one.
void Autosave::removeBeginnings() const {
    const QDateTime old = QDateTime::currentDateTime().addSecs(-3600);
    const QDir folder(m_folder);
    const QStringList beginnings{QStringLiteral("last.json.??????"), QStringLiteral("last.glassbox.??????")};
    for (const QFileInfo& file : folder.entryInfoList(beginnings, QDir::Files | QDir::Hidden))
        if (file.lastModified() < old) QFile::remove(file.filePath());
}

Autosave::Restored Autosave::restore() {
    m_restoring = true;
    removeBeginnings();
    const QString path = m_preferences.lastPath();
    Restored result;
    // What the file holds comes first and the changes on top of it as one edit: so they can be undone, and are still
    // unsaved.
    bool opened = false;
    if (!path.isEmpty()) {
        try {
            m_document.open(path);
            opened = true;
        } catch (const Error& error) {
            result.problem = QString::fromUtf8(error.what());
        }
    }
    if (!opened) m_document.reset(standardExperiment());
    const bool recovered = recover(opened, result.problem);
    m_restoring = false;
    if (recovered && !m_preferences.wasClosed()) {
        const QString when = QLocale().toString(QFileInfo(stateFile()).lastModified().time(), QLocale::ShortFormat);
        result.note = tr("Glassbox was not closed last time. The network and its training are back as they were at %1.")
                          .arg(when);
    }
    return result;
}

/// True if a trained state is back.
bool Autosave::recover(bool opened, QString& problem) {
    const bool changes = !opened || m_preferences.lastModified();
    const QString text = tr("Changes of last time");
    bool trained = false;
    if (QFile::exists(stateFile())) {
        try {
            const Document kept = readDocument(stateFile());
            // Without changes only what training made of the same file is of use.
            if (changes || m_document.isOfThisRun(kept)) {
                m_document.recover(text, kept);
                trained = kept.training != nullptr;
            }
        } catch (const Error& error) {
            if (problem.isEmpty()) problem = QString::fromUtf8(error.what());
        }
    }
    if (!changes || !QFile::exists(file())) return trained;
    // Edits after the trained state was kept.
    if (QFileInfo(stateFile()).lastModified() > QFileInfo(file()).lastModified()) return trained;
    try {
        m_document.edit(text, m_document.withKnownTable(readExperiment(file())), QStringLiteral("last time"));
    } catch (const Error& error) {
        if (problem.isEmpty()) problem = QString::fromUtf8(error.what());
    }
    return trained;
}

QString Autosave::rescue() {
    if (!m_preferences.lastModified() || !QFile::exists(file())) return {};
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"));
    QString rescued = QDir(m_folder).filePath(tr("Unsaved %1.json").arg(stamp));
    try {
        const Experiment last = readExperiment(file());
        std::optional<Document> kept;
        if (QFile::exists(stateFile())) kept = readDocument(stateFile());
        const Spec& data = last.data;
        if (kept && kept->table && data.kind == kept->experiment.data.kind)
            kept->experiment.data.options.set("path", data.options.text("path"));  // to compare the rest
        if (kept && (kept->table || !kept->runs.kept.empty() || sameRun(kept->experiment, last))) {
            if (!sameRun(kept->experiment, last)) kept->training.reset();
            kept->experiment = last;
            if (kept->table) kept->experiment.data.options.set("path", kept->table->name);
            rescued = QDir(m_folder).filePath(tr("Unsaved %1.glassbox").arg(stamp));
            writeDocument(rescued, *kept);
        } else if (!QFile::copy(file(), rescued)) {
            return {};
        }
    } catch (const Error&) {
        if (!QFile::copy(file(), rescued)) return {};
    }
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

/// With everything that training has come to; said to nobody if it fails, as above.
void Autosave::keepState() {
    m_every.stop();
    TrainingSession& session = m_document.session();
    if (session.isLoading()) return m_every.start();
    if (m_delay.isActive()) keep();
    if (!QDir().mkpath(m_folder)) return;
    m_writer.write(stateFile());
    if (session.state() == RunState::Running) m_every.start();
}

void Autosave::keepAll() {
    keep();
    keepState();
    m_every.stop();
    m_writer.finish();
}

void Autosave::forgetState() {
    if (m_restoring) return;
    m_writer.discard(stateFile());
    m_every.stop();
    if (m_document.session().state() == RunState::Running) m_every.start();
}

void Autosave::discard() {
    m_delay.stop();
    forgetState();
    m_every.stop();
    QFile::remove(file());
    m_preferences.setLast(m_document.path(), false);
}

}  // namespace glassbox
