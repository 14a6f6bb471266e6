#include "engine/formats/document.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace glassbox;

/// Installed, the program runs, and the desktop knows its documents: by ending, by content, with icons.
class TestInstall : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        const QString cmake = QStandardPaths::findExecutable("cmake");
        if (cmake.isEmpty() || !QFile::exists(GLASSBOX_PROGRAM)) QSKIP("needs cmake and the program");
        const QString build = QFileInfo(QFileInfo(GLASSBOX_PROGRAM).absolutePath()).absolutePath();
        QCOMPARE(run(cmake, {"--install", build, "--prefix", m_folder.path()}), 0);
        // Only what was installed here, whatever this machine has.
        qputenv("XDG_DATA_DIRS", m_folder.filePath("share").toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_folder.filePath("home").toLocal8Bit());
    }

    void theProgramRuns() {
        QCOMPARE(run(m_folder.filePath("bin/glassbox"), {"--version"}), 0);
        QVERIFY(m_output.startsWith("Glassbox "));
    }

    void theDesktopFileOpensDocuments() {
        const QString path = m_folder.filePath("share/applications/glassbox.desktop");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QMap<QByteArray, QByteArray> keys;
        QCOMPARE(file.readLine().trimmed(), QByteArray("[Desktop Entry]"));
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            const qsizetype equals = line.indexOf('=');
            QVERIFY2(equals > 0, line.constData());
            keys[line.left(equals)] = line.mid(equals + 1);
        }
        QCOMPARE(keys["Type"], QByteArray("Application"));
        QCOMPARE(keys["Exec"], QByteArray("glassbox %f"));
        QVERIFY(keys["MimeType"].split(';').contains(documentMime));
        QVERIFY(keys["MimeType"].endsWith(';') && keys["Categories"].endsWith(';') && keys["Keywords"].endsWith(';'));
        QVERIFY(isPicture(QString("apps/%1.svg").arg(QString::fromUtf8(keys["Icon"]))));
        const QString validator = QStandardPaths::findExecutable("desktop-file-validate");
        if (validator.isEmpty()) return;
        QCOMPARE(run(validator, {path}), 0);
        QCOMPARE(m_output, QByteArray());
    }

    void documentsHaveAKindAndAnIcon() {
        QFile file(m_folder.filePath("share/mime/packages/glassbox.xml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        while (!xml.atEnd()) xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        const QString updater = QStandardPaths::findExecutable("update-mime-database");
        if (!updater.isEmpty()) QCOMPARE(run(updater, {m_folder.filePath("share/mime")}), 0);
        const QMimeDatabase database;
        const QMimeType type = database.mimeTypeForName(documentMime);
        QVERIFY(type.isValid());
        QCOMPARE(type.comment(), QString("Glassbox document"));
        QVERIFY(type.inherits("application/zip"));
        QVERIFY(isPicture("mimetypes/" + type.iconName() + ".svg"));
        QCOMPARE(database.mimeTypeForFile("mine.glassbox", QMimeDatabase::MatchExtension).name(), type.name());
        const Document document{standardExperiment(), {}, {}, {}, {}, {}};
        QCOMPARE(database.mimeTypeForData(documentToBytes(document)).name(), type.name());  // whatever it is called
    }

  private:
    bool isPicture(const QString& icon) const {
        return QSvgRenderer(m_folder.filePath("share/icons/hicolor/scalable/" + icon)).isValid();
    }
    int run(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(120000)) process.kill();
        m_output = process.readAllStandardOutput();
        const bool ended = process.exitStatus() == QProcess::NormalExit;
        if (!ended || process.exitCode() != 0) qInfo("%s", process.readAllStandardError().constData());
        return ended ? process.exitCode() : -1;
    }

    QTemporaryDir m_folder;
    QByteArray m_output;
};

QTEST_GUILESS_MAIN(TestInstall)

#include "test_install.moc"
