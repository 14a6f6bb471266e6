#include "app/composition.h"
#include "tests/support/test.h"
#include "ui/backprop/backprop_page.h"
#include "ui/exports/picture_collection.h"
#include "ui/lab/lab_page.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/plots/picture_menu.h"

#include <QSettings>

using namespace glassbox;

/// Every card that shows a picture gives it and its numbers away.
class TestPictureCollection : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<Composition> m_glassbox;

    PictureCollection collected() {
        return collectPictures({{QStringLiteral("lab"), &m_glassbox->lab()},
                                {QStringLiteral("backprop"), &m_glassbox->backprop()},
                                {QStringLiteral("optimizers"), &m_glassbox->optimizers()}});
    }
    PictureMenu* menu(const QString& name) {
        for (const CollectedPicture& picture : collected().pictures)
            if (picture.name == name) return picture.menu;
        return nullptr;
    }

  private Q_SLOTS:
    void init() {
        QSettings().clear();
        m_glassbox = std::make_unique<Composition>();
        m_glassbox->window().start({});
        m_glassbox->window().resize(1280, 800);
        m_glassbox->window().show();
        QTRY_VERIFY(m_glassbox->session().latest() && !m_glassbox->session().latest()->output.values.empty());
    }
    void cleanup() { m_glassbox.reset(); }

    void everyCardIsAmongThem() {
        const PictureCollection all = collected();
        QStringList names = all.leftOut;
        for (const CollectedPicture& picture : all.pictures) names << picture.name;
        for (const char* name :
             {"lab-network", "lab-output", "lab-cost", "lab-weights", "backprop-step-network", "backprop-step-formula",
              "optimizers-race", "optimizers-race-curves", "optimizers-landscape", "optimizers-network-race",
              "optimizers-network-outputs", "optimizers-knobs-formula", "optimizers-knobs-running",
              "optimizers-knobs-bowl", "optimizers-knobs-curve", "optimizers-knobs-why", "optimizers-guess",
              "optimizers-guess-curves"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QVERIFY(!all.leftOut.contains("lab-network") && all.leftOut.contains("optimizers-guess"));
    }

    void aStepOfBackpropagationHasNumbers() {
        m_glassbox->window().showPage(QStringLiteral("Backprop"));
        QTRY_VERIFY(menu("backprop-step-network") && menu("backprop-step-formula"));
        const DataTable table = menu("backprop-step-network")->content().table();
        QCOMPARE(table.rows(), std::size_t{85});  // parameters of the network
        QVERIFY(tableCsv(table).startsWith("layer,parameter,row,column,before,gradient,after\n1,weight,0,0,"));
        const QByteArray svg =
            encodePicture(QStringLiteral("svg"), menu("backprop-step-network")->drawing(PictureSettings{}));
        QVERIFY(svg.count("<text") > 10 && !svg.contains("<image"));
    }

    void racesHaveNumbers() {
        m_glassbox->window().showPage(QStringLiteral("Optimizers"));
        QTRY_VERIFY(menu("optimizers-race") && !menu("optimizers-race")->content().table().isEmpty());
        QVERIFY(!menu("optimizers-race-curves")->content().table().isEmpty());
        const QByteArray svg =
            encodePicture(QStringLiteral("svg"), menu("optimizers-race-curves")->drawing(PictureSettings{}));
        QVERIFY(svg.count("<text") > 5 && !svg.contains("<image"));
    }

    void knobsAndTheGameHaveNumbers() {
        m_glassbox->window().showPage(QStringLiteral("Optimizers"));
        m_glassbox->optimizers().setView(OptimizersPage::Knobs);
        QTRY_VERIFY(menu("optimizers-knobs-formula") && !menu("optimizers-knobs-formula")->content().table().isEmpty());
        for (const char* name : {"optimizers-knobs-bowl", "optimizers-knobs-curve"})
            QVERIFY2(!menu(QLatin1String(name))->content().table().isEmpty(), name);
        QVERIFY(menu("optimizers-knobs-why"));
        m_glassbox->optimizers().setView(OptimizersPage::Guess);
        QTRY_VERIFY(menu("optimizers-guess"));
        QCOMPARE(menu("optimizers-guess")->content().table().rows(), std::size_t{1});
    }
};

QTEST_MAIN(TestPictureCollection)
#include "test_picture_collection.moc"
