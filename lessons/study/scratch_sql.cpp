#include "lessons/study/scratch_sql.h"

#include "lessons/study/study_error.h"

#include <QFile>
#include <QSqlError>
#include <QUuid>

namespace glassbox {

ScratchSql::ScratchSql() : m_connection(QUuid::createUuid().toString()) {
    open({});
}

ScratchSql::ScratchSql(const QByteArray& bytes) : m_connection(QUuid::createUuid().toString()) {
    QFile out(file());
    if (!m_folder.isValid() || !out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.flush())
        throw StudyError(QStringLiteral("There is no room for unpacking the cards: the disk may be full."));
    out.close();
    open(QStringLiteral("QSQLITE_OPEN_READONLY"));
    // Views and triggers could run statements of the package's maker.
    bool good = false;
    {
        QSqlQuery query(m_database);
        good = query.exec(QStringLiteral("PRAGMA trusted_schema = OFF")) &&
               query.exec(QStringLiteral("PRAGMA cell_size_check = ON")) &&
               query.exec(
                   QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger') OR sql LIKE "
                                  "'create virtual%'")) &&
               query.next() && query.value(0).toInt() == 0 && query.exec(QStringLiteral("PRAGMA quick_check(1)")) &&
               query.next() && query.value(0).toString() == QLatin1String("ok");
    }
    if (!good) {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_connection);
        throw StudyError(QStringLiteral("The package can't be read: its collection is damaged."));
    }
}

ScratchSql::~ScratchSql() {
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

void ScratchSql::open(const QString& options) {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(file());
    m_database.setConnectOptions(options);
    if (!m_database.open()) {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_connection);
        throw StudyError(QStringLiteral("There is no room for the cards: the disk may be full."));
    }
}

QSqlQuery ScratchSql::prepared(const QString& sql) {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        throw StudyError(QStringLiteral("The package can't be used: %1.").arg(query.lastError().databaseText()));
    return query;
}

void ScratchSql::run(QSqlQuery& query, const QVariantList& values) {
    for (qsizetype i = 0; i < values.size(); ++i) query.bindValue(static_cast<int>(i), values[i]);
    if (!query.exec())
        throw StudyError(QStringLiteral("The package can't be used: %1.").arg(query.lastError().databaseText()));
}

QSqlQuery ScratchSql::run(const QString& sql, const QVariantList& values) {
    QSqlQuery query = prepared(sql);
    run(query, values);
    return query;
}

QByteArray ScratchSql::bytes() {
    m_database.close();
    QFile in(file());
    if (!in.open(QIODevice::ReadOnly)) throw StudyError(QStringLiteral("Packing the cards failed."));
    return in.readAll();
}

}  // namespace glassbox
