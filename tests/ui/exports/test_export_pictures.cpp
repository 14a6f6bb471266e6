#include "app/composition.h"
#include "tests/support/test.h"
#include "ui/exports/export_pictures_dialog.h"
#include "ui/lab/cost_panel.h"
#include "ui/plots/cost_chart.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace glassbox;

/// All pictures at once: into a folder, one file each, under names that stay.
class TestExportPictures : public GlassboxTest {
    Q_OBJECT

  private:
    std::unique_ptr<Composition> m_glassbox;
    std::unique_ptr<QTemporaryDir> m_folder;

    ExportPicturesDialog* open(const QStringList& formats) {
        m_glassbox->window().actions()->exportPictures->trigger();
        auto* dialog = m_glassbox->window().findChildren<ExportPicturesDialog*>().back();
        dialog->findChild<QLineEdit*>("exportFolder")->setText(QDir::toNativeSeparators(m_folder->filePath("all")));
        for (const char* format : {"png", "svg", "pdf", "csv", "json"})
            dialog->findChild<QCheckBox*>(QStringLiteral("export_") + QLatin1String(format))
                ->setChecked(formats.contains(QLatin1String(format)));
        return dialog;
    }
    void write(const QPointer<ExportPicturesDialog>& dialog) {
        dialog->accept();
        QTRY_VERIFY(!dialog);
    }
    QStringList files() const {
        return QDir(m_folder->filePath("all")).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    QByteArray bytes(const QString& name) const {
        QFile file(QDir(m_folder->filePath("all")).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

  private Q_SLOTS:
    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_glassbox = std::make_unique<Composition>();
        m_glassbox->window().start({});
        m_glassbox->window().resize(1280, 800);
        m_glassbox->window().show();
        QTRY_VERIFY(m_glassbox->session().latest() && !m_glassbox->session().latest()->output.values.empty());
        m_glassbox->session().stepEpoch();
        QTRY_VERIFY(m_glassbox->session().latest()->epoch == 1 && m_glassbox->session().history().size() == 2);
        QTRY_VERIFY(m_glassbox->window().findChild<CostPanel*>()->chart().isVisible());
    }
    void cleanup() { m_glassbox.reset(); }

    void everyPictureAndItsNumbersAreWritten() {
        QSignalSpy noted(m_glassbox->window().files(), &FileCommands::noted);
        QSignalSpy problem(m_glassbox->window().files(), &FileCommands::problem);
        QPointer<ExportPicturesDialog> dialog = open({"png", "svg", "pdf", "csv", "json"});
        // Pages that were not opened are told, not written.
        QVERIFY(dialog->findChild<QLabel*>("exportLeftOut")->text().contains("backprop-step-network"));
        write(dialog);
        QVERIFY2(problem.isEmpty(), qPrintable(problem.value(0).value(0).toString()));
        for (const char* name : {"lab-network", "lab-output", "lab-cost", "lab-weights"}) {
            const QString base = QString::fromLatin1(name);
            QVERIFY2(!QImage::fromData(bytes(base + ".png")).isNull(), qPrintable(files().join(u' ')));
            QVERIFY2(bytes(base + ".svg").contains("<text"), name);
            QVERIFY2(bytes(base + ".pdf").startsWith("%PDF"), name);
            QVERIFY2(bytes(base + ".csv").count('\n') > 1, name);
            QVERIFY2(!QJsonDocument::fromJson(bytes(base + ".json")).isNull(), name);
        }
        QCOMPARE(files().size(), 20);
        QVERIFY(noted.back().front().toString().contains("20 file"));
    }

    void pagesThatWereOpenedAreThereToo() {
        for (const char* page : {"Backprop", "Optimizers", "Lab"}) {
            m_glassbox->window().showPage(QString::fromLatin1(page));
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY([&] {
            QPointer<ExportPicturesDialog> dialog = open({"svg"});
            const QString leftOut = dialog->findChild<QLabel*>("exportLeftOut")->text();
            dialog->reject();
            return !leftOut.contains("backprop-step-network") && !leftOut.contains("optimizers-race-curves");
        }());
        write(open({"svg"}));
        for (const char* name : {"backprop-step-network.svg", "backprop-step-formula.svg", "optimizers-race.svg",
                                 "optimizers-race-curves.svg", "lab-cost.svg"})
            QVERIFY2(files().contains(QLatin1String(name)), qPrintable(files().join(QStringLiteral(", "))));
    }

    void nothingIsReplacedWithoutAQuestion() {
        write(open({"csv"}));
        const QStringList before = files();
        QFile mine(QDir(m_folder->filePath("all")).filePath("lab-cost.csv"));
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
        mine.close();
        const auto answer = [this](const char* button) {
            QPointer<ExportPicturesDialog> dialog = open({"csv"});
            dialog->accept();
            auto* answered = dialog->findChild<QPushButton*>(QLatin1String(button));
            QVERIFY2(answered && bytes("lab-cost.csv") == "mine", button);
            answered->click();
            QTRY_VERIFY(!dialog);
        };
        answer("exportKeep");
        QCOMPARE(bytes("lab-cost.csv"), QByteArray("mine"));
        answer("exportReplace");
        QVERIFY(bytes("lab-cost.csv").startsWith("epoch,"));
        QCOMPARE(files(), before);
    }

    void itCanBeCancelled() {
        QSignalSpy noted(m_glassbox->window().files(), &FileCommands::noted);
        QPointer<ExportPicturesDialog> dialog = open({"png", "svg", "pdf", "csv", "json"});
        dialog->accept();
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QVERIFY(files().size() < 20);
        for (const QString& name : files())
            QVERIFY2(!bytes(name).isEmpty() && name.startsWith("lab-"), qPrintable(name));
        QVERIFY(noted.back().front().toString().contains("cancelled"));
    }

    void aFolderThatCannotBeMadeIsSaid() {
        QSignalSpy problem(m_glassbox->window().files(), &FileCommands::problem);
        QPointer<ExportPicturesDialog> dialog = open({"svg"});
        dialog->findChild<QLineEdit*>("exportFolder")->setText(QStringLiteral("/proc/no/such"));
        write(dialog);
        QCOMPARE(problem.count(), 1);
        QVERIFY(problem.front().front().toString().contains("can't be made"));
    }

    void somethingHasToBeChosen() {
        QPointer<ExportPicturesDialog> dialog = open({});
        auto* go = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
        QVERIFY(!go->isEnabled());
        dialog->findChild<QCheckBox*>("export_svg")->setChecked(true);
        QVERIFY(go->isEnabled());
        dialog->findChild<QLineEdit*>("exportFolder")->setText(QStringLiteral("not absolute"));
        QVERIFY(!go->isEnabled());
        dialog->reject();
        QTRY_VERIFY(!dialog);
    }

    void theReportIsWrittenWithTheWeightsOfTheMoment() {
        const QString path = m_folder->filePath(QStringLiteral("report.pdf"));
        m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File& file) {
            return file.suffix == u"pdf" ? path : QString();
        };
        QSignalSpy noted(m_glassbox->window().files(), &FileCommands::noted);
        m_glassbox->window().actions()->exportReport->trigger();
        QTRY_COMPARE(noted.count(), 1);
        QVERIFY(noted.front().front().toString().contains("report.pdf"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("%PDF"));
    }
};

QTEST_MAIN(TestExportPictures)
#include "test_export_pictures.moc"
