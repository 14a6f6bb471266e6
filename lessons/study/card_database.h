#pragma once

#include <QDate>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>

namespace glassbox {

/// Rows of a statement; the statement is free again when they go.
class SqlRows {
  public:
    explicit SqlRows(QSqlQuery* query) : m_query(query) {}
    ~SqlRows() {
        if (m_query) m_query->finish();
    }
    SqlRows(SqlRows&& other) noexcept : m_query(std::exchange(other.m_query, nullptr)) {}
    SqlRows(const SqlRows&) = delete;
    SqlRows& operator=(const SqlRows&) = delete;

    bool next() { return m_query->next(); }
    QVariant operator[](int column) const { return m_query->value(column); }
    qint64 newId() const { return m_query->lastInsertId().toLongLong(); }
    int changed() const { return m_query->numRowsAffected(); }

  private:
    QSqlQuery* m_query;
};

/// A SQLite file that looks after itself: checked when it is opened, brought to the newest form, backed up once a day
/// (the last 7 are kept, in the folder "backups" beside it), and taken from the newest good backup if it is damaged.
/// All functions throw StudyError, one sentence; a change that fails leaves everything as it was.
class CardDatabase {
  public:
    /// Looks after the file and leaves it closed: a large one may take some tenths of a second. Returns what the
    /// learner should know, a sentence or empty.
    static QString prepare(const QString& file, const QDate& today);
    /// Opens a file that was prepared.
    explicit CardDatabase(const QString& file);
    ~CardDatabase();
    CardDatabase(const CardDatabase&) = delete;
    CardDatabase& operator=(const CardDatabase&) = delete;

    /// Runs a statement that is prepared once; `sql` is a literal, values take the place of its question marks. Rows
    /// of the same statement must be gone.
    SqlRows run(const char* sql, const QVariantList& values = {});
    /// Changes with every change by another connection.
    qint64 dataVersion();
    /// Puts a backup of this day in place of an older one of the same day.
    void backUp(const QDate& day);

  private:
    friend class CardTransaction;
    enum class Unopened {};
    CardDatabase(const QString& file, Unopened);
    QString openOrRestore(const QDate& today);
    void open();
    int version();
    void close();
    bool isGood();
    void migrate();
    bool restore(QString& from);
    QString putAside(const QDate& today);
    void copyTo(const QString& target);
    QString backupFolder() const;
    QStringList backups() const;
    [[noreturn]] void fail(const class QSqlError& error) const;

    QString m_file;
    QString m_connection;
    QSqlDatabase m_database;
    QHash<const char*, std::shared_ptr<QSqlQuery>> m_statements;
    int m_transactions = 0;  // one in the other
};

/// All or nothing: rolled back unless committed. Waits up to 5 s for another window that writes. One inside another is
/// a part of it: what it did stands only when the outer one is committed.
class CardTransaction {
  public:
    explicit CardTransaction(CardDatabase& database);
    ~CardTransaction();
    CardTransaction(const CardTransaction&) = delete;
    CardTransaction& operator=(const CardTransaction&) = delete;
    void commit();

  private:
    CardDatabase& m_database;
    bool m_inner;
    bool m_open = true;
};

}  // namespace glassbox
