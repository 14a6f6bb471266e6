#include "app/composition.h"
#include "engine/formats/history_csv.h"
#include "tests/support/test.h"
#include "ui/lab/cost_panel.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_view.h"
#include "ui/lab/output_view.h"
#include "ui/plots/cost_chart.h"
#include "ui/plots/picture_dialog.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPrinter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
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
    PictureDialog* dialog() { return m_glassbox->window().findChild<PictureDialog*>(); }
    template <typename Widget>
    Widget* choose(const char* name) {
        return dialog()->findChild<Widget*>(QLatin1String(name));
    }
    void closeDialog(bool accept) {
        QPointer<PictureDialog> shown = dialog();
        accept ? shown->accept() : shown->reject();
        QTRY_VERIFY(!shown);
    }
    QByteArray saved(const QString& name, const QString& part, const QString& ending) {
        const QString path = m_folder.filePath(name + u'.' + ending);
        m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File&) { return path; };
        const auto menu = menuOf(name);
        if (part.startsWith(QStringLiteral("Save"))) {
            action(*menu, part)->trigger();
        } else {
            action(*menu, "Save picture")->trigger();
            choose<QComboBox>("pictureFormat")
                ->setCurrentIndex(static_cast<int>(QStringList{"PNG", "SVG", "PDF"}.indexOf(part)));
            closeDialog(true);
        }
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
        action(*menu, "Save picture")->trigger();
        closeDialog(true);
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
        action(*menu, "Save picture")->trigger();
        closeDialog(true);
        action(*menu, "Save picture")->trigger();
        closeDialog(false);
        QCOMPARE(problem.count(), 0);
    }

    void aPictureHasTheSizeThatWasChosen() {
        const QString path = m_folder.filePath(QStringLiteral("sized.png"));
        m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File&) { return path; };
        const auto menu = menuOf("cost");
        action(*menu, "Save picture")->trigger();
        choose<QComboBox>("pictureFormat")->setCurrentIndex(0);
        choose<QSpinBox>("pictureWidth")->setValue(1600);
        QVERIFY(choose<QLabel>("pictureWords")->text().contains(QString::number(1600).insert(1, QChar(0x2009))));
        const int height = choose<QSpinBox>("pictureHeight")->value();
        closeDialog(true);
        QImage image(path);
        QCOMPARE(image.width(), 1600);
        QVERIFY(std::abs(image.height() - height) <= 1);
        // What was chosen is remembered; without title and caption the picture is smaller.
        action(*menu, "Save picture")->trigger();
        QVERIFY(dialog()->settings().scale > 1 && dialog()->settings().scale != 2);
        choose<QDoubleSpinBox>("pictureScale")->setValue(1);
        choose<QCheckBox>("pictureFramed")->setChecked(false);
        closeDialog(true);
        image.load(path);
        QCOMPARE(image.width(), m_glassbox->window().findChild<CostPanel*>()->chart().width());
    }

    void sizesThatMakeNoPictureAreRefusedBeforehand() {
        const auto menu = menuOf("network");
        action(*menu, "Save picture")->trigger();
        auto* save = dialog()->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
        const auto says = [&](const char* words) {
            const auto* problem = choose<QLabel>("pictureProblem");
            return problem->isVisible() && problem->text().contains(QLatin1String(words)) && !save->isEnabled();
        };
        choose<QComboBox>("pictureFormat")->setCurrentIndex(0);
        choose<QSpinBox>("pictureWidth")->setValue(8);
        QVERIFY(says("too short"));
        choose<QSpinBox>("pictureWidth")->setValue(50000);
        QVERIFY(says("longer than most programs"));
        choose<QSpinBox>("pictureWidth")->setValue(16000);
        QVERIFY(says("too much memory"));
        choose<QComboBox>("pictureFormat")->setCurrentIndex(1);
        QVERIFY(save->isEnabled() && !choose<QSpinBox>("pictureWidth")->isEnabled());
        QVERIFY(choose<QLabel>("pictureWords")->text().contains("sharp at every size"));
        closeDialog(false);
    }

    void theGroundCanBeTransparentOrTheThemes() {
        m_glassbox->theme().setChoice(ThemeChoice::Dark);
        QCoreApplication::processEvents();
        const QString path = m_folder.filePath(QStringLiteral("ground.png"));
        m_glassbox->window().files()->questions.savePath = [path](QWidget*, const Questions::File&) { return path; };
        for (const char* name : {"network", "output", "cost", "weights"}) {
            for (const PictureGround ground :
                 {PictureGround::Light, PictureGround::Transparent, PictureGround::Theme}) {
                const auto menu = menuOf(name);
                action(*menu, "Save picture")->trigger();
                choose<QComboBox>("pictureFormat")->setCurrentIndex(0);
                choose<QComboBox>("pictureGround")->setCurrentIndex(static_cast<int>(ground));
                closeDialog(true);
                const QImage image(path);
                const QByteArray keep = qgetenv("GLASSBOX_PICTURES");
                if (!keep.isEmpty())
                    image.save(QStringLiteral("%1/%2-%3.png")
                                   .arg(QString::fromLocal8Bit(keep), QLatin1String(name))
                                   .arg(static_cast<int>(ground)));
                int clear = 0, dark = 0;
                for (int i = 0; i < 400; ++i) {
                    const QColor at =
                        image.pixelColor(image.width() * (i % 20 + 1) / 22, image.height() * (i / 20 + 1) / 22);
                    clear += at.alpha() < 10;
                    dark += at.alpha() > 200 && at.lightness() < 80;
                }
                const QString what = QStringLiteral("%1 %2: %3 clear, %4 dark")
                                         .arg(QLatin1String(name))
                                         .arg(static_cast<int>(ground))
                                         .arg(clear)
                                         .arg(dark);
                QVERIFY2((clear > 60) == (ground == PictureGround::Transparent), qPrintable(what));
                QVERIFY2((dark > 100) == (ground == PictureGround::Theme), qPrintable(what));
            }
        }
    }

    void drawingsAreLinesAndText() {
        m_glassbox->window().findChild<InsideCard*>()->setTab(InsideCard::Curves);
        m_glassbox->session().stepEpoch();
        QTRY_VERIFY(m_glassbox->session().latest()->epoch == 2);
        QCoreApplication::processEvents();
        for (const char* name : {"cost", "curves"}) {
            const QByteArray svg = saved(name, "SVG", "svg");
            QVERIFY2(svg.count("<text") > 5 && !svg.contains("<image"), name);
            QVERIFY2(svg.count("<path") + svg.count("<polyline") > 3, name);
        }
        // Surfaces are pixels by nature; what lies over them, and the links, are not.
        for (const char* name : {"network", "output"}) {
            const QByteArray svg = saved(name, "SVG", "svg");
            QVERIFY2(svg.count("<text") > 5 && svg.contains("<image"), name);
            QVERIFY2(svg.count("<path") + svg.count("<circle") + svg.count("<ellipse") > 50, name);
        }
        QCOMPARE(saved("output", "SVG", "svg").count("<image"), 1);
    }

    void aCopyIsADrawingToo() {
        const auto menu = menuOf("cost");
        action(*menu, "Copy picture")->trigger();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->data("image/svg+xml").contains("<text"));
    }
};

QTEST_MAIN(TestPictureMenus)
#include "test_picture_menus.moc"
