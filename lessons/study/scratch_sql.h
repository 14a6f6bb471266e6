#pragma once

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>

namespace glassbox {

/// A SQLite database in a folder of its own that goes with it; for packages. Functions throw StudyError.
class ScratchSql {
  public:
    ScratchSql();                                  ///< empty
    explicit ScratchSql(const QByteArray& bytes);  ///< one that nobody vouches for, to be read only
    ~ScratchSql();
    ScratchSql(const ScratchSql&) = delete;
    ScratchSql& operator=(const ScratchSql&) = delete;

    QSqlQuery run(const QString& sql, const QVariantList& values = {});
    /// A statement that runs often.
    QSqlQuery prepared(const QString& sql);
    static void run(QSqlQuery& query, const QVariantList& values);
    /// Closes it and gives its file.
    QByteArray bytes();

  private:
    QString file() const { return m_folder.filePath(QStringLiteral("collection.anki2")); }
    void open(const QString& options);

    QTemporaryDir m_folder;
    QString m_connection;
    QSqlDatabase m_database;
};

}  // namespace glassbox
