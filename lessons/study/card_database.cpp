#include "lessons/study/card_database.h"

#include "lessons/study/card_schema.h"
#include "lessons/study/study_error.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QUuid>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int busyMilliseconds = 5000;

enum SqliteCode {
    busy = 5,
    locked = 6,
    readOnly = 8,
    ioError = 10,
    corrupt = 11,
    full = 13,
    cantOpen = 14,
    notADatabase = 26
};

/// Extended codes carry the plain one in their lowest byte.
int codeOf(const QSqlError& error) {
    return error.nativeErrorCode().toInt() & 0xff;
}

}  // namespace

CardDatabase::CardDatabase(const QString& file, Unopened)
    : m_file(QFileInfo(file).absoluteFilePath()), m_connection(QUuid::createUuid().toString()) {}

CardDatabase::CardDatabase(const QString& file) : CardDatabase(file, Unopened()) {
    try {
        if (!QFileInfo::exists(m_file)) throw StudyError(QStringLiteral("The reviews in %1 are gone.").arg(m_file));
        open();
        // A power cut may take the last moments, never the file.
        run("PRAGMA synchronous = NORMAL");
        if (version() != static_cast<int>(cardMigrations().size()))
            throw StudyError(QStringLiteral("The reviews in %1 were written by another Glassbox meanwhile; start this "
                                            "one again.")
                                 .arg(m_file));
    } catch (...) {
        close();
        throw;
    }
}

QString CardDatabase::prepare(const QString& file, const QDate& today) {
    CardDatabase database(file, Unopened());
    QDir().mkpath(QFileInfo(database.m_file).absolutePath());
    // Two windows that start at once must not both mend or migrate.
    QLockFile lock(database.m_file + QStringLiteral(".lock"));
    if (!lock.tryLock(busyMilliseconds) && lock.error() == QLockFile::LockFailedError)
        throw StudyError(QStringLiteral("The reviews in %1 are just being opened by another window; try again.")
                             .arg(database.m_file));
    QString notice = database.openOrRestore(today);
    database.migrate();
    if (QFileInfo::exists(database.backupFolder() + today.toString(Qt::ISODate) + QStringLiteral(".sqlite")))
        return notice;
    try {
        database.backUp(today);
    } catch (const StudyError& error) {
        // Reviews go on without today's backup, if the learner knows.
        if (!notice.isEmpty()) notice += ' ';
        notice += QStringLiteral("There is no backup of today: %1").arg(error.sentence());
    }
    return notice;
}

CardDatabase::~CardDatabase() {
    close();
}

void CardDatabase::close() {
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

void CardDatabase::fail(const QSqlError& error) const {
    switch (codeOf(error)) {
        case busy:
        case locked:
            throw StudyError(
                QStringLiteral("Another program keeps the reviews in %1 locked; nothing was changed, try again.")
                    .arg(m_file));
        case readOnly:
            throw StudyError(
                QStringLiteral("The reviews in %1 can't be changed: the file or its folder is read-only.").arg(m_file));
        case cantOpen:
            throw StudyError(
                QStringLiteral("The reviews in %1 can't be opened: the folder is missing or read-only.").arg(m_file));
        case full:
        case ioError:
            throw StudyError(
                QStringLiteral("This could not be saved in %1: the disk may be full. What was saved before is "
                               "there; free some space and do it again.")
                    .arg(m_file));
        case corrupt:
        case notADatabase:
            throw StudyError(
                QStringLiteral("The reviews in %1 are damaged; start Glassbox again, and it takes the newest "
                               "good backup.")
                    .arg(m_file));
        default:
            throw StudyError(
                QStringLiteral("The reviews in %1 could not be used: %2.").arg(m_file, error.databaseText()));
    }
}

void CardDatabase::open() {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(m_file);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyMilliseconds));
    if (!m_database.open()) fail(m_database.lastError());
    run("PRAGMA foreign_keys = ON");
}

int CardDatabase::version() {
    SqlRows rows = run("PRAGMA user_version");
    return rows.next() ? rows[0].toInt() : 0;
}

/// A file that SQLite finds whole, and that is empty or has the tables of the version it names.
bool CardDatabase::isGood() {
    QSqlQuery query(m_database);
    const auto one = [&](const char* sql) {
        if (!query.exec(QLatin1String(sql))) {
            const int code = codeOf(query.lastError());
            if (code != corrupt && code != notADatabase && code != 1) fail(query.lastError());
            return QString();
        }
        return query.next() ? query.value(0).toString() : QString();
    };
    if (one("PRAGMA integrity_check(1)") != QLatin1String("ok")) return false;
    const QString tables = one("SELECT count(*) FROM sqlite_master");
    const int version = one("PRAGMA user_version").toInt();
    if (tables == QLatin1String("0") && version == 0) return true;
    return one("PRAGMA application_id").toInt() == cardApplicationId && version > 0 &&
           one("SELECT value FROM about_file WHERE name = 'version'").toInt() == version &&
           std::all_of(cardColumns().begin(), cardColumns().end(),
                       [&](const auto& columns) { return columns.first > version || !one(columns.second).isEmpty(); });
}

QString CardDatabase::openOrRestore(const QDate& today) {
    const QFileInfo info(m_file);
    const bool lost = (!info.exists() || info.size() == 0) && !backups().isEmpty();
    if (!lost) {
        open();
        if (isGood()) {
            // Written ahead: a reader never waits for a writer, and a crash loses nothing that was committed.
            run("PRAGMA journal_mode = WAL");
            return {};
        }
        close();
    }
    const QString aside = info.exists() ? putAside(today) : QString();
    QString from;
    const bool restored = restore(from);
    open();
    run("PRAGMA journal_mode = WAL");
    const QString what = aside.isEmpty()
                             ? QStringLiteral("The reviews were missing")
                             : QStringLiteral("The reviews were damaged and are put aside as %1").arg(aside);
    return restored ? QStringLiteral("%1; they go on from the backup %2.").arg(what, from)
                    : QStringLiteral("%1; no good backup was found, so they begin anew.").arg(what);
}

void CardDatabase::migrate() {
    const auto& migrations = cardMigrations();
    const auto newest = static_cast<int>(migrations.size());
    int version = this->version();
    if (version > newest)
        throw StudyError(QStringLiteral("The reviews in %1 were written by a newer Glassbox; this one can't read them.")
                             .arg(m_file));
    if (version == newest) return;
    if (version > 0) copyTo(backupFolder() + QStringLiteral("before-version-%1.sqlite").arg(newest));
    CardTransaction transaction(*this);
    QSqlQuery query(m_database);
    const auto change = [&](const QString& sql) {
        if (!query.exec(sql)) fail(query.lastError());
    };
    for (; version < newest; ++version)
        for (const QString& sql : migrations[static_cast<std::size_t>(version)]) change(sql);
    change(QStringLiteral("PRAGMA application_id = %1").arg(cardApplicationId));
    change(QStringLiteral("PRAGMA user_version = %1").arg(newest));
    change(QStringLiteral("INSERT OR REPLACE INTO about_file VALUES ('version', '%1')").arg(newest));
    transaction.commit();
}

SqlRows CardDatabase::run(const char* sql, const QVariantList& values) {
    std::shared_ptr<QSqlQuery>& query = m_statements[sql];
    if (!query) {
        auto fresh = std::make_shared<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QLatin1String(sql))) fail(fresh->lastError());
        query = fresh;
    }
    for (qsizetype i = 0; i < values.size(); ++i) query->bindValue(static_cast<int>(i), values[i]);
    if (!query->exec()) {
        const QSqlError error = query->lastError();
        query->finish();
        fail(error);
    }
    return SqlRows(query.get());
}

qint64 CardDatabase::dataVersion() {
    SqlRows rows = run("PRAGMA data_version");
    return rows.next() ? rows[0].toLongLong() : 0;
}

CardTransaction::CardTransaction(CardDatabase& database) : m_database(database), m_inner(database.m_transactions > 0) {
    m_database.run(m_inner ? "SAVEPOINT part" : "BEGIN IMMEDIATE");
    ++m_database.m_transactions;
}

CardTransaction::~CardTransaction() {
    if (!m_open) return;
    --m_database.m_transactions;
    try {
        m_database.run(m_inner ? "ROLLBACK TO part" : "ROLLBACK");
        if (m_inner) m_database.run("RELEASE part");
    } catch (const StudyError&) {
        // SQLite has rolled back by itself where it could not go on.
    }
}

void CardTransaction::commit() {
    m_database.run(m_inner ? "RELEASE part" : "COMMIT");
    m_open = false;
    --m_database.m_transactions;
}

}  // namespace glassbox
