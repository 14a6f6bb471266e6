#include "engine/explain/number_words.h"
#include "tests/support/test.h"
#include "tests/ui/backprop/panel_stage.h"
#include "ui/backprop/predict_bar.h"
#include "ui/backprop/predict_reader.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace glassbox;

/// The learner types the next number before it is shown.
class TestPredictBar : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<panels::Stage> m_stage;
    PredictBar* m_bar = nullptr;

    void open() {
        m_stage = std::make_unique<panels::Stage>();
        m_bar = new PredictBar(m_stage->model, m_stage->theme, m_stage->font);
        model().setRecord(panels::step());
        m_stage->show(m_bar, {400, 240});
        panels::goTo(model(), {Quantity::Output, 0});
        m_bar->findChild<QCheckBox*>()->click();
        QVERIFY(model().isPredicting() && model().isHidden());
    }
    WalkModel& model() { return m_stage->model; }
    template <typename Widget>
    Widget* part(const char* name) const {
        return m_bar->findChild<Widget*>(QLatin1String(name));
    }
    QLineEdit* field() const { return part<QLineEdit>("prediction"); }
    QString said() const { return part<QLabel>("judgement")->text(); }
    void type(const QString& text) {
        field()->selectAll();
        QTest::keyClicks(field(), text);
        QTest::keyClick(field(), Qt::Key_Return);
    }
    QString right() { return QString::number(model().arithmetic().result, 'g', 3); }

  private Q_SLOTS:
    void cleanup() { m_stage.reset(); }

    void rightIsRevealedAndEnterGoesOn() {
        open();
        m_stage->pictures(QStringLiteral("predict-asked"));
        QSignalSpy scored(m_bar, &PredictBar::scoreChanged);
        const WalkPlace before = model().place();
        type(right());
        QVERIFY2(said().startsWith(QStringLiteral("✓ Right")), qPrintable(said()));
        QVERIFY(!model().isHidden());
        QCOMPARE(model().place(), before);
        QCOMPARE(scored.count(), 1);
        QCOMPARE(m_bar->score().of(PredictedKind::Activation), (PredictScore::Count{1, 1}));
        m_stage->pictures(QStringLiteral("predict-right"));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(model().place() != before);
        QVERIFY(model().isHidden());
        QVERIFY(field()->text().isEmpty());
    }

    void aMistakeIsNamedAndCanBeMended() {
        open();
        panels::goTo(model(), errorOf(model().walk()->record(), 0));
        const auto& mistakes = model().arithmetic().mistakes;
        const auto slope = std::find_if(mistakes.begin(), mistakes.end(),
                                        [](const WrongResult& wrong) { return wrong.mistake == Mistake::NoSlope; });
        QVERIFY(slope != mistakes.end());
        type(QString::number(slope->value, 'g', 5));
        QVERIFY2(said().contains(QStringLiteral("slope of the activation")), qPrintable(said()));
        QVERIFY(model().isHidden());
        QVERIFY(field()->hasFocus());
        QVERIFY(!field()->text().isEmpty());
        m_stage->pictures(QStringLiteral("predict-mistake"));
        type(right());
        QVERIFY(!model().isHidden());
        QCOMPARE(m_bar->score().of(PredictedKind::Error), (PredictScore::Count{0, 1}));  // not the first time
    }

    void whatCanNotBeReadIsKept() {
        open();
        type(QStringLiteral("about 0.5"));
        QVERIFY(said().contains(QStringLiteral("\"a\" can't be read")));
        QCOMPARE(field()->text(), QStringLiteral("about 0.5"));
        QVERIFY(model().isHidden());
        QCOMPARE(m_bar->score().total().tried, 0);
        type(QString());
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!said().isEmpty());
    }

    void showItRevealsWithoutCounting() {
        open();
        const WalkPlace before = model().place();
        QTest::mouseClick(part<QPushButton>("showPrediction"), Qt::LeftButton);
        QVERIFY(!model().isHidden());
        QCOMPARE(said(), QString::fromStdString(model().arithmetic().sentence));
        QCOMPARE(m_bar->score().total().tried, 0);
        QTest::mouseClick(part<QPushButton>("checkPrediction"), Qt::LeftButton);  // goes on
        QVERIFY(model().place() != before);
        model().goBack();
        type(right());
        QCOMPARE(m_bar->score().total().tried, 0);  // it was seen before
    }

    void termsOfAKnownSumAreNotAskedAgain() {
        open();
        model().setGrain(Grain::Weight);
        model().setPlace({panels::operationOf(model(), sumOf(model().walk()->record(), 0)), 1, 0});
        QVERIFY(model().isHidden());
        const Place asked = model().arithmetic().place;
        type(right());
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(model().arithmetic().place, asked);
        QVERIFY(!model().isHidden());
    }

    void theScoreIsShownClearedAndBroughtBack() {
        open();
        type(right());
        auto* button = part<QToolButton>("predictScore");
        QCOMPARE(button->text(), QStringLiteral("1 of 1 right"));
        button->click();
        auto* menu = m_bar->findChild<QMenu*>(QStringLiteral("scoreMenu"));
        QVERIFY(menu && menu->isVisible());
        if (const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY"); !folder.isEmpty())
            menu->grab().save(folder + QStringLiteral("/predict-score.png"));
        QSignalSpy scored(m_bar, &PredictBar::scoreChanged);
        menu->findChild<QPushButton*>(QStringLiteral("clearScore"))->click();
        QCOMPARE(m_bar->score(), PredictScore());
        QCOMPARE(scored.count(), 1);
        QTest::mouseClick(part<QPushButton>("undoClear"), Qt::LeftButton);
        QCOMPARE(m_bar->score().total(), (PredictScore::Count{1, 1}));
        QCOMPARE(scored.count(), 2);
        QVERIFY(!part<QPushButton>("undoClear")->isVisible());
    }

    void theScoreCanBeStored() {
        PredictScore score;
        score.add(PredictedKind::Error, true);
        score.add(PredictedKind::Error, false);
        score.add(PredictedKind::NewWeight, false);
        QCOMPARE(PredictScore::fromVariant(score.toVariant()), score);
        QVariantMap broken = score.toVariant();
        broken[QStringLiteral("error")] = QVariantList{5, 2};
        broken[QStringLiteral("sum")] = QStringLiteral("many");
        QCOMPARE(PredictScore::fromVariant(broken).total(), (PredictScore::Count{0, 1}));
        open();
        QSignalSpy scored(m_bar, &PredictBar::scoreChanged);
        m_bar->setScore(score);
        QCOMPARE(part<QToolButton>("predictScore")->text(), QStringLiteral("1 of 3 right"));
        QCOMPARE(scored.count(), 0);
    }

    void switchingOffShowsEverything() {
        open();
        m_bar->findChild<QCheckBox*>()->click();
        QVERIFY(!model().isPredicting());
        QVERIFY(!field()->isVisible());
        model().setPredicting(true);
        QVERIFY(m_bar->findChild<QCheckBox*>()->isChecked());
        QVERIFY(field()->isVisible());
    }

    void numbersAreReadInEveryHand_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("digits");
        const auto row = [](const char* text, double value, int digits) {
            QTest::newRow(text) << QString::fromUtf8(text) << value << digits;
        };
        row("0.25", 0.25, 2);
        row("0,25", 0.25, 2);
        row(" -0.250 ", -0.25, 3);
        row("−0.25", -0.25, 2);
        row("–0.25", -0.25, 2);
        row("+3", 3, 1);
        row(".5", 0.5, 1);
        row("1e-3", 1e-3, 1);
        row("2.5E−3", 2.5e-3, 2);
        row("2.5 × 10^-3", 2.5e-3, 2);
        row("2,5·10^(−3)", 2.5e-3, 2);
        row("1/3", 1.0 / 3, 9);
        row("-1/4", -0.25, 9);
        row("0", 0, 1);
    }
    void numbersAreReadInEveryHand() {
        QFETCH(QString, text);
        QFETCH(double, value);
        QFETCH(int, digits);
        const ReadNumber read = readPrediction(text);
        QVERIFY2(read.number, qPrintable(read.problem));
        QCOMPARE(read.number->value, value);
        QCOMPARE(read.number->digits, digits);
        QVERIFY(read.problem.isEmpty());
    }

    void othersGetASentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("nothing") << QString() << QStringLiteral("Type the number");
        QTest::newRow("word") << QStringLiteral("zero") << QStringLiteral("\"z\"");
        QTest::newRow("two points") << QStringLiteral("1.2.3") << QStringLiteral("more than one decimal point");
        QTest::newRow("thousands") << QStringLiteral("1,234.5") << QStringLiteral("more than one decimal point");
        QTest::newRow("by zero") << QStringLiteral("1/0") << QStringLiteral("divided by zero");
        QTest::newRow("two fractions") << QStringLiteral("1/2/3") << QStringLiteral("One fraction line");
        QTest::newRow("half") << QStringLiteral("1e") << QStringLiteral("not yet");
        QTest::newRow("too large") << QStringLiteral("1e999") << QStringLiteral("not yet");
    }
    void othersGetASentence() {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const ReadNumber read = readPrediction(text);
        QVERIFY(!read.number);
        QVERIFY2(read.problem.contains(part), qPrintable(read.problem));
    }
};

QTEST_MAIN(TestPredictBar)
#include "test_predict_bar.moc"
