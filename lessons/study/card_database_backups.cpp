#include "lessons/study/card_database.h"
#include "lessons/study/study_error.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

QString CardDatabase::putAside(const QDate& today) {
    const QFileInfo info(m_file);
    const QString base = info.completeBaseName() + QStringLiteral("-damaged-") + today.toString(Qt::ISODate);
    QString name;
    for (int i = 1;; ++i) {
        name = info.absolutePath() + '/' + base + (i > 1 ? QStringLiteral("-%1").arg(i) : QString()) +
               QStringLiteral(".sqlite");
        if (!QFileInfo::exists(name)) break;
    }
    // The log goes along: it may hold reviews that the damaged file lacks, and would spoil what takes its place.
    for (const char* part : {"-wal", "-shm"})
        if (QFileInfo::exists(m_file + QLatin1String(part)))
            QFile::rename(m_file + QLatin1String(part), name + QLatin1String(part));
    if (!QFile::rename(m_file, name))
        throw StudyError(QStringLiteral("The reviews in %1 are damaged, and could not be put aside: the folder may be "
                                        "read-only.")
                             .arg(m_file));
    return name;
}

QString CardDatabase::backupFolder() const {
    const QFileInfo info(m_file);
    return info.absolutePath() + QStringLiteral("/backups/") + info.completeBaseName() + '-';
}

/// Those of days, newest first.
QStringList CardDatabase::backups() const {
    const QFileInfo info(m_file);
    const QDir folder(info.absolutePath() + QStringLiteral("/backups"));
    QStringList found;
    for (const QString& name : folder.entryList({info.completeBaseName() + QStringLiteral("-2*-*-*.sqlite")},
                                                QDir::Files, QDir::Name | QDir::Reversed))
        found += folder.absoluteFilePath(name);
    return found;
}

bool CardDatabase::restore(QString& from) {
    for (const QString& backup : backups()) {
        const QString trial = m_file + QStringLiteral(".trial");
        QFile::remove(trial);
        if (!QFile::copy(backup, trial)) continue;
        QString file = trial;
        std::swap(m_file, file);
        bool good = false;
        try {
            open();
            good = isGood();
        } catch (const StudyError&) {
            good = false;  // the next one may be better
        }
        close();
        std::swap(m_file, file);
        if (good) {
            QFile::remove(m_file);
            if (QFile::rename(trial, m_file)) {
                from = backup;
                return true;
            }
        }
        QFile::remove(trial);
    }
    return false;
}

void CardDatabase::copyTo(const QString& target) {
    QDir().mkpath(QFileInfo(target).absolutePath());
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    try {
        run("VACUUM INTO ?", {part});
    } catch (...) {
        QFile::remove(part);
        throw;
    }
    QFile::remove(target);
    if (!QFile::rename(part, target))
        throw StudyError(QStringLiteral("The backup %1 could not be written.").arg(target));
}

void CardDatabase::backUp(const QDate& day) {
    constexpr qsizetype kept = 7;
    copyTo(backupFolder() + day.toString(Qt::ISODate) + QStringLiteral(".sqlite"));
    const QStringList all = backups();
    for (qsizetype i = kept; i < all.size(); ++i) QFile::remove(all[i]);
}

}  // namespace glassbox
