#include "lessons/study/scheduler.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"
#include "ui/cards/deck_options_cost.h"
#include "ui/cards/deck_options_dialog.h"
#include "ui/cards/deck_options_steps.h"
#include "ui/cards/fit_panel.h"
#include "ui/cards/fit_runner.h"
#include "ui/cards/fit_words.h"
#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

#include <cmath>

using namespace glassbox;

namespace {

/// A store with one deck, whose log is that of a learner with memory `truth`.
class Study {
  public:
    explicit Study(int cards = 10, int days = 0, const FsrsParameters& truth = fsrsDefaults) {
        Deck deck{QStringLiteral("Training"), {}, {}};
        for (int i = 0; i < cards; ++i) {
            deck.cards.emplace_back();
            deck.cards.back().id = QStringLiteral("card-%1").arg(i);
            deck.cards.back().question = deck.cards.back().answer = QStringLiteral("text");
        }
        const qint64 id = store.addDeck(deck);
        if (days > 0) study(id, synthetic::log(truth, cards, days, 5));
        stored = *store.deck(id);
    }
    QString file() const { return folder.filePath(QStringLiteral("cards.db")); }

    QTemporaryDir folder;
    OpenedStore store{folder.filePath(QStringLiteral("cards.db")), QDate(2026, 3, 10)};
    StoredDeck stored;

  private:
    void study(qint64 deck, const std::vector<Review>& log) {
        std::vector<ExchangedCard> cards = store.exchanged(deck);
        for (const Review& review : log) {
            ReviewRecord record;
            record.time = review.utcMs;
            record.known = review.known;
            cards[std::size_t(review.card)].log.push_back(record);
        }
        store.takeExchanged(deck, cards);
    }
};

/// A learner whose memories last four times as long as the defaults say.
FsrsParameters strongMemory() {
    FsrsParameters truth = fsrsDefaults;
    for (std::size_t i = 0; i < 4; ++i) truth[i] *= 4;
    return truth;
}

template <typename Widget>
Widget* find(QWidget& dialog, const char* name) {
    return dialog.findChild<Widget*>(QLatin1String(name));
}

QString text(QWidget& dialog, const char* name) {
    return find<QLabel>(dialog, name)->text();
}

bool isShown(QWidget& dialog, const char* name) {
    return find<QWidget>(dialog, name)->isVisibleTo(&dialog);
}

}  // namespace

class TestDeckOptions : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void stepsAreTypedAsMinutes_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<std::vector<double>>("minutes");
        using Minutes = std::vector<double>;
        QTest::newRow("usual") << "1 10" << Minutes{1, 10};
        QTest::newRow("none") << "" << Minutes{};
        QTest::newRow("blanks") << "  5   " << Minutes{5};
        QTest::newRow("commas") << "1, 10, 60" << Minutes{1, 10, 60};
        QTest::newRow("decimal comma") << "1,5 10" << Minutes{1.5, 10};
        QTest::newRow("units") << "30s 10m 2h 1D" << Minutes{0.5, 10, 120, 1440};
        QTest::newRow("least and most") << "1s 1440" << Minutes{1.0 / 60, 1440};
    }
    void stepsAreTypedAsMinutes() {
        QFETCH(QString, typed);
        QFETCH(std::vector<double>, minutes);
        const StepsRead read = readSteps(typed);
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.minutes.size(), minutes.size());
        for (std::size_t i = 0; i < minutes.size(); ++i) QCOMPARE(read.minutes[i], minutes[i]);
        const StepsRead again = readSteps(stepsText(read.minutes));
        QCOMPARE(again.problem, QString());
        for (std::size_t i = 0; i < minutes.size(); ++i) QVERIFY(std::abs(again.minutes[i] - minutes[i]) < 1e-9);
        // The scheduler takes what was read.
        SchedulerOptions options;
        options.learningSteps.clear();
        for (const double step : read.minutes) options.learningSteps.emplace_back(std::lround(step * 60));
        Scheduler{options};
    }

    void wrongStepsAreNamed_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("named");
        QTest::newRow("word") << "1 ten"
                              << "ten";
        QTest::newRow("zero") << "0 10"
                              << "short";
        QTest::newRow("negative") << "-1"
                                  << "short";
        QTest::newRow("two days") << "2d"
                                  << "long";
        QTest::newRow("not a number") << "nan"
                                      << "nan";
        QTest::newRow("endless") << "inf"
                                 << "inf";
        QTest::newRow("unit") << "3y"
                              << "3y";
        QTest::newRow("eleven") << "1 2 3 4 5 6 7 8 9 10 11"
                                << "11 steps";
    }
    void wrongStepsAreNamed() {
        QFETCH(QString, typed);
        QFETCH(QString, named);
        QVERIFY2(readSteps(typed).problem.contains(named), qPrintable(readSteps(typed).problem));
    }

    void moreRetentionCostsMoreReviews() {
        const Fsrs model;
        QCOMPARE(retentionCost(model, 0.9).daysOf30, 30.0);
        double before = 0;
        for (const double retention : {0.7, 0.8, 0.9, 0.95, 0.99}) {
            const RetentionCost cost = retentionCost(model, retention);
            QVERIFY(cost.reviewsAYear > before);
            before = cost.reviewsAYear;
        }
        QVERIFY(retentionCost(model, 0.95).daysOf30 < 15);
        QVERIFY(retentionCost(model, 0.8).daysOf30 > 60);
    }

    void whatIsShownIsWhatIsGiven() {
        Study study;
        study.stored.options = {0.85, 7, false, {2, 30}, {}, {}};
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        QCOMPARE(dialog.options(), study.stored.options);
        QCOMPARE(find<QLineEdit>(dialog, "steps")->text(), QStringLiteral("2 30"));
        QCOMPARE(find<QSlider>(dialog, "retentionSlider")->value(), 85);
        find<QSpinBox>(dialog, "retention")->setValue(95);
        QCOMPARE(find<QSlider>(dialog, "retentionSlider")->value(), 95);
        find<QSlider>(dialog, "retentionSlider")->setValue(93);
        find<QSpinBox>(dialog, "newADay")->setValue(3);
        find<QCheckBox>(dialog, "fuzz")->click();
        find<QLineEdit>(dialog, "relearningSteps")->setText(QStringLiteral("10"));
        QCOMPARE(dialog.options(), (DeckOptions{0.93, 3, true, {2, 30}, {10}, {}}));
        QTest::mouseClick(find<QPushButton>(dialog, "restoreDefaults"), Qt::LeftButton);
        QCOMPARE(dialog.options(), DeckOptions());
    }

    void retentionSaysWhatItCosts() {
        Study study;
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        QVERIFY(text(dialog, "retentionCost")
                    .startsWith(QStringLiteral("A card with a stability of 30 days comes back after 30 days.")));
        find<QSpinBox>(dialog, "retention")->setValue(97);
        QVERIFY(text(dialog, "retentionCost").contains(QStringLiteral("times at 90 %")));
        QVERIFY(!text(dialog, "retentionCost").contains(QStringLiteral("after 30 days")));
    }

    void wrongInputIsToldAndNotTaken() {
        Study study;
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        dialog.show();
        auto* ok = find<QPushButton>(dialog, "acceptOptions");
        QVERIFY(!isShown(dialog, "stepsProblem"));
        find<QLineEdit>(dialog, "steps")->setText(QStringLiteral("1 soon"));
        QVERIFY(isShown(dialog, "stepsProblem"));
        QVERIFY(text(dialog, "stepsProblem").contains(QStringLiteral("soon")));
        QVERIFY(!ok->isEnabled());
        QCOMPARE(dialog.options().steps, DeckOptions().steps);
        find<QLineEdit>(dialog, "steps")->clear();
        QVERIFY(ok->isEnabled());
        QVERIFY(!isShown(dialog, "stepsProblem"));
        find<QLineEdit>(dialog, "relearningSteps")->setText(QStringLiteral("2d"));
        QVERIFY(!ok->isEnabled());
        find<QLineEdit>(dialog, "relearningSteps")->clear();
        QVERIFY(ok->isEnabled());
        QVERIFY(text(dialog, "stepsNote").startsWith(QStringLiteral("Without steps")));
        QCOMPARE(dialog.options().steps, std::vector<double>());
    }

    void tooFewReviewsAreNotFitted() {
        Study study(10, 5);
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        auto* fit = find<QPushButton>(dialog, "fitReviews");
        QVERIFY(!fit->isEnabled());
        QTRY_VERIFY(text(dialog, "fitCount").contains(QStringLiteral("fitting needs 300")));
        QVERIFY(!fit->isEnabled());
    }

    void aGainIsTakenAndTold() {
        Study study(150, 200, strongMemory());
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        dialog.show();
        auto* fit = find<QPushButton>(dialog, "fitReviews");
        QTRY_VERIFY(fit->isEnabled());
        QTest::mouseClick(fit, Qt::LeftButton);
        QVERIFY(isShown(dialog, "cancelFit"));
        QVERIFY(!fit->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(dialog, "cancelFit"), 120'000);
        QVERIFY2(text(dialog, "fitResult").contains(QStringLiteral("fitted parameters are taken")),
                 qPrintable(text(dialog, "fitResult")));
        QVERIFY(text(dialog, "fitResult").contains(QStringLiteral("held-out reviews")));
        const std::vector<double> weights = dialog.options().weights;
        QCOMPARE(weights.size(), std::size_t(21));
        QVERIFY(weights[2] > fsrsDefaults[2]);
        QTest::mouseClick(find<QPushButton>(dialog, "fitDefaults"), Qt::LeftButton);
        QCOMPARE(dialog.options().weights, std::vector<double>());
        QVERIFY(!find<QPushButton>(dialog, "fitDefaults")->isEnabled());
    }

    void fittingIsCancelled() {
        Study study(150, 200);
        study.stored.options.weights.assign(fsrsDefaults.begin(), fsrsDefaults.end());
        study.stored.options.weights[3] = 12;
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        dialog.show();
        auto* fit = find<QPushButton>(dialog, "fitReviews");
        QTRY_VERIFY(fit->isEnabled());
        QTest::mouseClick(fit, Qt::LeftButton);
        QTest::mouseClick(find<QPushButton>(dialog, "cancelFit"), Qt::LeftButton);
        QTRY_VERIFY(!isShown(dialog, "cancelFit"));
        QCOMPARE(text(dialog, "fitResult"), QStringLiteral("Cancelled: nothing was changed."));
        QCOMPARE(dialog.options().weights, study.stored.options.weights);
        QVERIFY(fit->isEnabled());
        // A dialog that is closed while it fits ends the fitting.
        QTest::mouseClick(fit, Qt::LeftButton);
    }

    void weightsThatAreNoneGiveWayToTheDefaults() {
        Study study;
        study.stored.options.weights = {1, 2, 3};
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        QCOMPARE(dialog.options().weights, std::vector<double>());
        QVERIFY(text(dialog, "fitResult").contains(QStringLiteral("not valid")));
    }

    void allParametersAreExplained() {
        Study study;
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        dialog.show();
        auto* table = find<QTableView>(dialog, "parameterTable");
        QVERIFY(!table->isVisible());
        QTest::mouseClick(find<QAbstractButton>(dialog, "showParameters"), Qt::LeftButton);
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), 21);
        QSet<QString> meanings;
        for (int i = 0; i < 21; ++i) meanings.insert(parameterMeaning(i));
        QCOMPARE(meanings.size(), 21);
    }

    void outcomesAreToldWithTheirNumbers() {
        FsrsFit fit;
        fit.reviews = 2000;
        fit.heldOut = 1234;
        fit.startLoss = 0.4;
        fit.fittedLoss = 0.39;
        fit.gainError = 0.008;
        fit.outcome = FsrsFitOutcome::NoGain;
        const QString told = fitSentence(fit);
        for (const char* part : {"234 held-out", "0.4000", "0.3900", "+0.010", "0.0080", "nothing was changed"})
            QVERIFY2(told.contains(QLatin1String(part)), qPrintable(told));
        fit.fittedLoss = 0.41;
        QVERIFY(fitSentence(fit).contains(QStringLiteral("predict no better")));
        fit.outcome = FsrsFitOutcome::TooShort;
        QVERIFY(fitSentence(fit).contains(QStringLiteral("too few")));
    }

    void aStoreThatIsGoneIsTold() {
        Study study;
        DeckOptionsDialog dialog(m_theme, study.stored, study.folder.filePath(QStringLiteral("none/cards.db")));
        QTRY_VERIFY(!text(dialog, "fitResult").isEmpty());
        QVERIFY(!find<QPushButton>(dialog, "fitReviews")->isEnabled());
        QVERIFY(find<QPushButton>(dialog, "acceptOptions")->isEnabled());
    }

    void looks_data() {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("projector") << ThemeChoice::Projector;
    }
    /// With GLASSBOX_GALLERY the pictures are kept there to be looked at.
    void looks() {
        QFETCH(ThemeChoice, theme);
        m_theme.setChoice(theme);
        Study study(60, 100);
        DeckOptionsDialog dialog(m_theme, study.stored, study.file());
        dialog.show();
        QVERIFY(dialog.height() <= 740 && dialog.width() <= 1200);  // fits a screen of 1280 x 800
        QTRY_VERIFY(find<QPushButton>(dialog, "fitReviews")->isEnabled());
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        keep(dialog, QStringLiteral("options-%1").arg(tag));
        find<QLineEdit>(dialog, "steps")->setText(QStringLiteral("1 soon"));
        find<QSpinBox>(dialog, "retention")->setValue(97);
        QTest::mouseClick(find<QAbstractButton>(dialog, "showParameters"), Qt::LeftButton);
        QTest::mouseClick(find<QPushButton>(dialog, "fitReviews"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(dialog, "cancelFit"), 120'000);
        dialog.resize(dialog.width(), 1080);
        keep(dialog, QStringLiteral("options-all-%1").arg(tag));
        m_theme.setChoice(ThemeChoice::Light);
    }

  private:
    static void keep(QWidget& widget, const QString& name) {
        QCoreApplication::processEvents();
        const QPixmap picture = widget.grab();
        const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
        if (!folder.isEmpty()) QVERIFY(picture.save(QDir(folder).filePath(name + QStringLiteral(".png"))));
    }

    ThemeSource m_theme{ThemeChoice::Light};
};

QTEST_MAIN(TestDeckOptions)
#include "test_deck_options.moc"
