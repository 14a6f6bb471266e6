#include "app/composition.h"
#include "engine/formats/history_csv.h"
#include "tests/support/test.h"
#include "ui/lab/cost_panel.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_view.h"
#include "ui/lab/output_view.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMimeData>
#include <QPrinter>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace glassbox;

/// Every card with a picture gives it away: as a picture with title, settings and seed, and as numbers.
class TestPictureMenus : public GlassboxTest {
    Q_OBJECT

  private:
    std::unique_ptr<Composition> m_glassbox;
    QTemporaryDir m_folder;

    QWidget* card(const QString& name) {
        QWidget& window = m_glassbox->window();
        if (name == u"network") return window.findChild<NetworkView*>();
        if (name == u"output") return window.findChild<OutputView*>();
        if (name == u"cost") return window.findChild<CostPanel*>();
        return window.findChild<InsideCard*>();
    }
    std::unique_ptr<QMenu> menuOf(const QString& name) {
        return std::unique_ptr<QMenu>(card(name)->findChild<PictureMenu*>()->makeMenu(nullptr));
    }
    static QAction* action(const QMenu& menu, const QString& part) {
        for (QAction* each : menu.actions())
            if (each->text().contains(part)) return each;
        return nullptr;
    }
    QByteArray saved(const QString& name, const QString& part, const QString& ending) {
        const QString path = m_folder.filePath(name + u'.' + ending);
        m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File&) { return path; };
        const auto menu = menuOf(name);
        action(*menu, part)->trigger();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

  private Q_SLOTS:
    void init() {
        QSettings().clear();
        m_glassbox = std::make_unique<Composition>();
        m_glassbox->window().start({});
        m_glassbox->window().resize(1280, 800);
        m_glassbox->window().show();
        QTRY_VERIFY(m_glassbox->session().latest() && !m_glassbox->session().latest()->output.values.empty());
        m_glassbox->session().stepEpoch();
        QTRY_VERIFY(m_glassbox->session().latest()->epoch == 1 && m_glassbox->session().history().size() == 2);
        QCoreApplication::processEvents();
    }
    void cleanup() { m_glassbox.reset(); }

    void everyCardIsSavedAsAPicture_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"network", "output", "cost", "weights", "confusion", "losses", "activations"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyCardIsSavedAsAPicture() {
        QFETCH(QString, name);
        for (const auto& [tab, text] : {std::pair{InsideCard::Confusion, "confusion"},
                                        {InsideCard::Losses, "losses"},
                                        {InsideCard::Activations, "activations"}}) {
            if (name != QLatin1String(text)) continue;
            static_cast<InsideCard*>(card(name))->setTab(tab);
            QTRY_VERIFY(!m_glassbox->session().latest()->batch.samples.empty() ||
                        !m_glassbox->session().latest()->trainingResults.samples.empty());
            QTest::qWait(50);
        }
        const QByteArray svg = saved(name, "SVG", "svg");
        QVERIFY(svg.contains("<svg") && svg.contains("seed 42") && svg.contains("Spiral"));
        const QImage png = QImage::fromData(saved(name, "PNG", "png"));
        QVERIFY(png.width() > 600 && png.height() > 200);
        QVERIFY(saved(name, "PDF", "pdf").startsWith("%PDF"));
        const QByteArray csv = saved(name, "Save numbers", "csv");
        QVERIFY2(csv.count(QByteArray("\n")) > 2, csv.left(200).constData());
        const qsizetype columns = csv.left(csv.indexOf('\n')).count(',');
        for (const QByteArray& line : csv.trimmed().split('\n')) QCOMPARE(line.count(','), columns);
        // The same numbers as JSON, with what they are.
        const QJsonObject json = QJsonDocument::fromJson(saved(name, "Save numbers", "json")).object();
        QCOMPARE(json["columns"].toArray().size(), columns + 1);
        QCOMPARE(json["rows"].toArray().size(), csv.count('\n') - 1);
        QCOMPARE(json["seed"].toInt(), 42);
        QVERIFY(json["title"].toString().contains("Spiral") && json["description"].toString().contains("seed 42"));
    }

    void theNumbersOfTheChartAreThoseOfTheHistoryFile() {
        QCOMPARE(saved("cost", "Save numbers", "csv"), historyToCsv(m_glassbox->session().history()));
    }

    void theNumbersOfTheWeightsAreExact() {
        const QByteArray csv = saved("weights", "Save numbers", "csv");
        const auto& parameters = m_glassbox->session().latest()->parameters;
        QCOMPARE(static_cast<std::size_t>(csv.count('\n')), parameters.size() + 1);
        const QList<QByteArray> first = csv.split('\n').at(1).split(',');
        QCOMPARE(first.mid(0, 4), (QList<QByteArray>{"0", "weight", "0", "0"}));
        QCOMPARE(first.at(4).toFloat(), parameters[0]);
    }

    void picturesAndNumbersAreCopied() {
        const auto menu = menuOf("output");
        action(*menu, "Copy picture")->trigger();
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
        action(*menu, "Copy numbers")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("x,y,output0\n"));
        QVERIFY(QGuiApplication::clipboard()->mimeData()->data("text/csv").startsWith("x,y,output0\n"));
    }

    void aRightClickOpensTheMenu() {
        QWidget* output = card("output");
        QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), output->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(output, &event);
        auto* menu = output->findChild<QMenu*>("pictureMenu");
        QVERIFY(menu != nullptr && menu->isVisible());
        menu->close();
    }

    void aFileThatCannotBeWrittenIsSaid() {
        QSignalSpy problem(m_glassbox->window().files(), &FileCommands::problem);
        m_glassbox->window().files()->questions.savePath = [](QWidget*, const Questions::File&) {
            return QStringLiteral("/no/such/folder/a.png");
        };
        const auto menu = menuOf("network");
        action(*menu, "PNG")->trigger();
        QCOMPARE(problem.count(), 1);
        QVERIFY(problem.front().front().toString().contains("a.png"));
    }

    void picturesAreOnLightGroundWithTheirLegend() {
        m_glassbox->theme().setChoice(ThemeChoice::Dark);
        QCoreApplication::processEvents();
        for (const char* name : {"network", "output", "cost", "weights"}) {
            const QImage png = QImage::fromData(saved(name, "PNG", "png"));
            QVERIFY(!png.isNull());
            int light = 0;
            for (int i = 0; i < 400; ++i)
                light +=
                    png.pixelColor(png.width() * (i % 20 + 1) / 22, png.height() * (i / 20 + 1) / 22).lightness() > 120;
            QVERIFY2(light > 200, name);
        }
        QVERIFY(m_glassbox->theme().theme().isDark());  // the screen is as it was
        const QByteArray svg = saved("output", "SVG", "svg");
        QVERIFY(svg.contains("class 0") && svg.contains("validation"));
        QVERIFY(saved("cost", "SVG", "svg").contains("train"));
    }

    void picturesArePrinted() {
        const QString path = m_folder.filePath(QStringLiteral("page.pdf"));
        QSignalSpy noted(m_glassbox->window().files(), &FileCommands::noted);
        m_glassbox->window().files()->questions.printer = [path](QWidget*, QPrinter& printer) {
            printer.setOutputFileName(path);
            return true;
        };
        const auto menu = menuOf("network");
        action(*menu, "Print")->trigger();
        QFile page(path);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().startsWith("%PDF"));
        QCOMPARE(noted.count(), 1);
    }

    void aPageThatCannotBePrintedIsSaid() {
        QSignalSpy problem(m_glassbox->window().files(), &FileCommands::problem);
        m_glassbox->window().files()->questions.printer = [](QWidget*, QPrinter& printer) {
            printer.setOutputFileName(QStringLiteral("/no/such/folder/page.pdf"));
            return true;
        };
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(".*")));
        m_glassbox->window().actions()->print->trigger();
        QCOMPARE(problem.count(), 1);
        QVERIFY(problem.front().front().toString().contains(QStringLiteral("printer does not answer")));
    }

    void theWholeWindowIsOnePicture() {
        const Actions& actions = *m_glassbox->window().actions();
        actions.copyWindow->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), m_glassbox->window().size() * 2);
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = m_folder.filePath(QStringLiteral("window.") + QLatin1String(ending));
            m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File&) {
                return path;
            };
            actions.saveWindow->trigger();
            QVERIFY2(QFileInfo(path).size() > 10'000, ending);
        }
    }

    void onesMindCanBeChanged() {
        QSignalSpy problem(m_glassbox->window().files(), &FileCommands::problem);
        m_glassbox->window().files()->questions.savePath = [](QWidget*, const Questions::File&) { return QString(); };
        const auto menu = menuOf("network");
        action(*menu, "PNG")->trigger();
        QCOMPARE(problem.count(), 0);
    }
};

QTEST_MAIN(TestPictureMenus)
#include "test_picture_menus.moc"
