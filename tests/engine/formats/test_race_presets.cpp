#include "engine/formats/formula_surface.h"
#include "engine/formats/race_preset.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>

#include <cmath>
#include <map>
#include <set>

using namespace glassbox;

namespace {

using Vector = Eigen::Vector2d;

std::shared_ptr<const TestSurface> surfaceOf(const RaceSpec& race) {
    return race.formula.empty() ? makeTestSurface(race.surface)
                                : makeFormulaSurface(QString::fromStdString(race.formula));
}

/// A preset that was run, and what is left of its note once every claim is taken out.
class Ran {
  public:
    explicit Ran(const RacePreset& preset)
        : m_preset(preset), m_surface(surfaceOf(preset.race)), m_note(QString::fromStdString(preset.note)) {
        for (const RacerSpec& racer : preset.race.racers)
            m_paths.push_back(runRacer(*m_surface, racer, preset.race.start, preset.race.steps, preset.race.seed));
    }

    const RaceSpec& race() const { return m_preset.race; }
    const RacerPath& path(std::size_t racer) const { return m_paths.at(racer); }
    const std::vector<RacerPath>& paths() const { return m_paths; }
    const RacerStep& last(std::size_t racer) const { return path(racer).steps.back(); }
    const QString& note() const { return m_note; }

    /// The racer as it is, from elsewhere or with another rate.
    RacerPath again(std::size_t racer, const Vector& start, std::optional<double> rate = {}) const {
        RacerSpec spec = race().racers.at(racer);
        if (rate) spec.optimizer.options.set("learning_rate", *rate);
        return runRacer(*m_surface, spec, start, race().steps, race().seed);
    }
    /// First step within 0.01 of the minimum; -1 if never.
    Index arrival(std::size_t racer) const {
        return summarise(path(racer), 0.01, m_surface->guide().minima).stepsToTolerance.value_or(-1);
    }
    Index evaluations(std::size_t racer) const {
        return summarise(path(racer), 0.01, m_surface->guide().minima).evaluationsToTolerance.value_or(-1);
    }
    double firstStep(std::size_t racer) const {
        return (path(racer).steps[1].position - path(racer).steps[0].position).norm();
    }
    double setting(std::size_t racer, const char* option) const {
        return race().racers.at(racer).optimizer.options.real(option);
    }

    /// The note says this, with % for the values in turn, four digits at most. Takes it out.
    void says(const char* phrase, const std::vector<double>& values, int digits = 4) {
        QString text = QString::fromUtf8(phrase);
        for (const double value : values) {
            const qsizetype at = text.indexOf(u'%');
            text.replace(at, 1, QString::number(value, 'g', digits).replace(u'-', u'−'));
        }
        const qsizetype at = m_note.indexOf(text);
        QVERIFY2(at >= 0, qPrintable(QStringLiteral("%1: \"%2\" is not in \"%3\"")
                                         .arg(QString::fromStdString(m_preset.name), text, m_note)));
        m_note.remove(at, text.size());
    }

  private:
    RacePreset m_preset;
    std::shared_ptr<const TestSurface> m_surface;
    QString m_note;
    std::vector<RacerPath> m_paths;
};

bool near(const Vector& at, double x, double y) {
    return (at - Vector(x, y)).norm() < 0.02;
}

double arrival(const Ran& ran, std::size_t racer) {
    return static_cast<double>(ran.arrival(racer));
}

double meanOfSecondHalf(const RacerPath& path) {
    double sum = 0;
    const std::size_t half = path.steps.size() / 2;
    for (std::size_t i = half; i < path.steps.size(); ++i) sum += path.steps[i].value;
    return sum / static_cast<double>(path.steps.size() - half);
}

/// First step farther than 1 from y = 0.
double leavesTheRidge(const RacerPath& path) {
    for (std::size_t i = 0; i < path.steps.size(); ++i)
        if (std::abs(path.steps[i].position.y()) > 1) return static_cast<double>(i);
    return -1;
}

}  // namespace

/// The presets can be read and run, and every number in their notes is true.
class TestRacePresets : public GlassboxTest {
    Q_OBJECT

    std::map<std::string, RacePreset> m_presets;

    Ran ran(const char* name) {
        for (const auto& [key, preset] : m_presets)
            if (QString::fromStdString(key).mid(3) == QLatin1String(name)) return Ran(preset);
        qFatal("There is no preset %s.", name);
    }
    /// All claims were taken out of the note: no number is left.
    static void nothingElseIsClaimed(const Ran& ran) {
        for (const QChar c : ran.note()) QVERIFY2(!c.isDigit(), qPrintable(ran.note()));
    }

  private Q_SLOTS:
    void initTestCase() {
        const QDir folder(QStringLiteral(GLASSBOX_SOURCE_DIR "/resources/races"));
        for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string stem = name.chopped(5).toStdString();
            m_presets.emplace(stem, racePresetFromJson(stem, file.readAll()));
        }
        QVERIFY(m_presets.size() >= 14);
    }

    void allCanBeShown() {
        int number = 0;
        std::set<std::string> titles;
        for (const auto& [name, preset] : m_presets) {
            QCOMPARE(QString::fromStdString(name).left(3),
                     QStringLiteral("%1-").arg(++number, 2, 10, QLatin1Char('0')));
            QVERIFY(titles.insert(preset.title).second);
            QVERIFY2(!preset.title.empty() && preset.title.size() <= 60 && preset.title.back() != '.', name.c_str());
            QVERIFY2(preset.note.size() > 60 && preset.note.size() < 480 && preset.note.back() == '.', name.c_str());
            QVERIFY2(!preset.race.racers.empty() && preset.race.racers.size() <= 6, name.c_str());
            const Ran ran(preset);
            const SurfaceView view = surfaceOf(preset.race)->guide().view;
            const Vector& start = preset.race.start;
            QVERIFY2(start.x() > view.xMin && start.x() < view.xMax && start.y() > view.yMin && start.y() < view.yMax,
                     name.c_str());
            std::set<std::string> names;
            for (const RacerPath& path : ran.paths()) {
                QVERIFY2(!path.racer.name.empty() && names.insert(path.racer.name).second, name.c_str());
                QVERIFY2(path.steps.size() > 2, name.c_str());
                QVERIFY2((path.steps.back().position - start).norm() > 0.1, name.c_str());
            }
        }
    }

    void descent() {
        Ran one = ran("downhill");
        const auto& steps = one.path(0).steps;
        one.says("shrink from % to %", {one.firstStep(0), (steps[40].position - steps[39].position).norm()}, 3);
        nothingElseIsClaimed(one);

        Ran rates = ran("learning-rates");
        rates.says("After 100 steps the smallest rate is still at f = %", {rates.last(0).value}, 3);
        rates.says("within 0.01 of the minimum after % steps", {arrival(rates, 1)});
        QVERIFY(rates.last(3).value > rates.path(3).steps[50].value && rates.path(3).steps[50].value > 10);
        rates.says("Above 2, which is 2 over the steepest curvature", {});
        rates.says("try 1.99 and 2.01", {});
        const auto size = [&](double rate) {
            return std::abs(rates.again(2, rates.race().start, rate).steps.back().position.y());
        };
        QVERIFY(size(1.99) < 2 && size(2.01) > 2);
        int turns = 0;  // zigzag
        for (std::size_t i = 1; i < 50; ++i)
            turns += rates.path(2).steps[i].position.y() * rates.path(2).steps[i + 1].position.y() < 0;
        QVERIFY(turns > 40);
        nothingElseIsClaimed(rates);
    }

    void bowls() {
        Ran round = ran("round-bowl");
        round.says("gradient descent arrives after 1 step", {});
        QVERIFY(near(round.path(0).steps[1].position, 0, 0));
        nothingElseIsClaimed(round);
        Ran stretched = ran("stretched-bowl");
        QVERIFY(round.race().racers == stretched.race().racers && round.race().start == stretched.race().start);
        stretched.says("% times steeper", {stretched.race().surface.options.real("condition")});
        stretched.says("% steps instead of 1 to come within 0.01, momentum only %",
                       {arrival(stretched, 0), arrival(stretched, 1)});
        nothingElseIsClaimed(stretched);

        Ran axes = ran("a-rate-for-each-axis");
        axes.says("% times steeper along y", {axes.race().surface.options.real("condition")});
        axes.says("within 0.01 after %, % and % steps, SGD after %",
                  {arrival(axes, 1), arrival(axes, 2), arrival(axes, 3), arrival(axes, 0)});
        for (std::size_t racer = 1; racer < 4; ++racer) {
            const Vector& rate = axes.path(racer).steps[5].effectiveRate;
            QVERIFY(rate.x() > 5 * rate.y());
        }
        nothingElseIsClaimed(axes);
        Ran turned = ran("turned-bowl");
        QVERIFY(turned.race().racers == axes.race().racers);
        turned.says("turned by % degrees", {turned.race().surface.options.real("rotation")});
        turned.says("SGD takes % steps as before", {arrival(turned, 0)});
        QCOMPARE(turned.arrival(0), axes.arrival(0));
        turned.says("AdaGrad, RMSProp and Adam do not come within 0.01 in 200 steps", {});
        QCOMPARE(turned.race().steps, Index{200});
        for (std::size_t racer = 1; racer < 4; ++racer) QCOMPARE(turned.arrival(racer), Index{-1});
        nothingElseIsClaimed(turned);
    }

    void momentum() {
        Ran swing = ran("momentum-overshoot");
        swing.says("With momentum % the ball comes within 0.01 after % steps",
                   {swing.setting(2, "momentum"), arrival(swing, 2)});
        swing.says("without momentum it does not within 400", {});
        QCOMPARE(swing.arrival(0), Index{-1});
        QCOMPARE(swing.race().steps, Index{400});
        double farthest = 0;
        for (const RacerStep& step : swing.path(3).steps) farthest = std::max(farthest, step.position.x());
        swing.says("With % it rolls past the minimum up to x = %", {swing.setting(3, "momentum"), farthest}, 3);
        nothingElseIsClaimed(swing);

        Ran ahead = ran("nesterov");
        ahead.says("Both have momentum %", {ahead.setting(0, "momentum")});
        QCOMPARE(ahead.setting(0, "momentum"), ahead.setting(1, "momentum"));
        ahead.says("within 0.01 after % steps, plain momentum after %", {arrival(ahead, 1), arrival(ahead, 0)});
        nothingElseIsClaimed(ahead);

        Ran ravine = ran("ravine");
        ravine.says("after 400 steps SGD is still at f = % and momentum at %",
                    {ravine.last(0).value, ravine.last(1).value});
        ravine.says("L-BFGS, which learns the curvature, is within 0.01 after % steps", {arrival(ravine, 3)});
        ravine.says("from % to 0.003, and it is thrown out", {ravine.setting(0, "learning_rate")});
        QCOMPARE(ravine.again(0, ravine.race().start, 0.003).end, RaceEnd::LeftView);
        nothingElseIsClaimed(ravine);
    }

    void adaptiveRates() {
        Ran first = ran("bias-correction");
        first.says("a rate of %", {first.setting(0, "learning_rate")});
        QCOMPARE(first.setting(0, "learning_rate"), first.setting(1, "learning_rate"));
        first.says("its first step is % long; Adam corrects for it and steps %",
                   {first.firstStep(0), first.firstStep(1)}, 3);
        nothingElseIsClaimed(first);

        Ran tired = ran("adagrad-tires");
        tired.says("after 400 steps it is still at f = %, when RMSProp, which forgets, has reached %",
                   {tired.last(0).value, tired.last(1).value});
        for (std::size_t i = 2; i < tired.path(0).steps.size(); ++i)
            QVERIFY((tired.path(0).steps[i].effectiveRate.array() <= tired.path(0).steps[i - 1].effectiveRate.array())
                        .all());
        nothingElseIsClaimed(tired);

        Ran decay = ran("weight-decay");
        QVERIFY(near(decay.last(0).position, 1, 3));
        decay.says("the minimum at (1, 3), which is % away from (0, 0)", {std::sqrt(10)}, 3);
        decay.says("with % it comes to rest % away, with % only %",
                   {decay.setting(1, "weight_decay"), decay.last(1).position.norm(), decay.setting(2, "weight_decay"),
                    decay.last(2).position.norm()},
                   3);
        QVERIFY(decay.last(2).value > decay.last(1).value && decay.last(1).value > decay.last(0).value);
        nothingElseIsClaimed(decay);
    }

    void shapes() {
        Ran saddle = ran("saddle");
        saddle.says("farther than 1 from the ridge only at step %, Adam at %, momentum at % and RMSProp at %",
                    {leavesTheRidge(saddle.path(0)), leavesTheRidge(saddle.path(3)), leavesTheRidge(saddle.path(1)),
                     leavesTheRidge(saddle.path(2))});
        saddle.says("y = 0", {});
        for (std::size_t racer = 0; racer < 4; ++racer) {
            QCOMPARE(saddle.setting(racer, "learning_rate"), saddle.setting(0, "learning_rate"));
            QCOMPARE(saddle.again(racer, {-2.5, 0}).steps.back().position.y(), 0.0);
        }
        nothingElseIsClaimed(saddle);

        Ran plateau = ran("plateau");
        plateau.says("in 400 steps SGD gets % ahead", {(plateau.last(0).position - plateau.race().start).norm()}, 3);
        plateau.says("within 0.01 after % steps", {arrival(plateau, 1)});
        plateau.says("% and % steps", {arrival(plateau, 2), arrival(plateau, 3)});
        nothingElseIsClaimed(plateau);

        Ran cliff = ran("cliff");
        cliff.says("the gradient is % long: the first step throws SGD % away, and %, out of the picture",
                   {cliff.path(0).steps[1].gradient.norm(), cliff.firstStep(0), cliff.firstStep(1)}, 3);
        QVERIFY(cliff.path(1).steps[1].position.x() < findTestSurface("cliff")->guide.view.xMin);
        QCOMPARE(cliff.setting(1, "learning_rate") / cliff.setting(0, "learning_rate"), 3.0);
        const Vector move = cliff.path(2).steps[1].position - cliff.race().start;
        for (int axis = 0; axis < 2; ++axis)
            QVERIFY(std::abs(std::abs(move[axis]) - cliff.setting(2, "learning_rate")) < 1e-5);
        nothingElseIsClaimed(cliff);

        Ran kink = ran("kink");
        const double one = kink.last(0).value, other = kink.path(0).steps[299].value;
        kink.says("at the end between f = % and %", {std::min(one, other), std::max(one, other)}, 3);
        kink.says("L1 regularisation", {});
        kink.says("comes to rest at f = %", {kink.last(1).value}, 3);
        nothingElseIsClaimed(kink);
    }

    void noiseAndSchedules() {
        Ran noise = ran("gradient-noise");
        noise.says("f is % on average with a noise of %, and % with %",
                   {meanOfSecondHalf(noise.path(1)), noise.race().racers[1].gradientNoise,
                    meanOfSecondHalf(noise.path(2)), noise.race().racers[2].gradientNoise},
                   3);
        const double times = meanOfSecondHalf(noise.path(2)) / meanOfSecondHalf(noise.path(1));
        QVERIFY(times > 14 && times < 18);  // "about sixteen times"
        QVERIFY(meanOfSecondHalf(noise.again(2, noise.race().start, 0.05)) < meanOfSecondHalf(noise.path(2)));
        nothingElseIsClaimed(noise);

        Ran escape = ran("noise-escapes");
        escape.says("in the shallow hollow at f = %", {escape.last(0).value});
        QVERIFY(escape.last(1).position.x() < -1);
        escape.says("within 0.01 of the lowest minimum at step %", {arrival(escape, 2)});
        nothingElseIsClaimed(escape);

        Ran schedules = ran("schedules");
        schedules.says("it ends at f = %", {schedules.last(0).value});
        schedules.says("it is not there yet (%)", {schedules.last(4).value});
        QVERIFY(schedules.last(4).position.norm() > 1);
        schedules.says("step ends at %, exponential at %, cosine at %",
                       {schedules.last(1).value, schedules.last(2).value, schedules.last(3).value});
        nothingElseIsClaimed(schedules);

        Ran warm = ran("warm-up");
        warm.says("the full rate of % throws SGD across the map", {warm.setting(0, "learning_rate")});
        warm.says("the minimum near (−2.81, 3.13)", {});
        QVERIFY(near(warm.last(0).position, -2.81, 3.13) && near(warm.last(1).position, 3, 2));
        warm.says("from a twentieth over % steps",
                  {static_cast<double>(warm.race().racers[1].schedule.options.integer("epochs"))});
        QCOMPARE(warm.race().racers[1].schedule.options.real("start_factor"), 0.05);
        warm.says("the nearest one at (3, 2)", {});
        nothingElseIsClaimed(warm);
    }

    void manyMinima() {
        Ran start = ran("many-minima");
        start.says("(−3.78, −3.28)", {});
        start.says("(−2.81, 3.13)", {});
        start.says("(3, 2)", {});
        int third = 0;
        for (std::size_t racer = 0; racer < start.paths().size(); ++racer) {
            const Vector& from = start.race().start;
            QVERIFY(near(start.last(racer).position, -3.78, -3.28));
            QVERIFY(near(start.again(racer, from + Vector(0, 0.5)).steps.back().position, -2.81, 3.13));
            third += near(start.again(racer, from + Vector(0.5, 0.5)).steps.back().position, 3, 2);
        }
        QVERIFY(third >= 3);
        nothingElseIsClaimed(start);

        Ran genetic = ran("without-gradients");
        genetic.says("stay at f = %", {genetic.last(1).value});
        QVERIFY(std::abs(genetic.last(2).value - genetic.last(1).value) < 0.01);
        genetic.says("% evaluations to come within 0.01", {static_cast<double>(genetic.evaluations(0))});
        const Ran plain = ran("learning-rates");
        const auto bowl = surfaceOf(plain.race());
        const RacerPath onBowl = runRacer(*bowl, genetic.race().racers[0], plain.race().start, 200, 1);
        const RaceSummary summary = summarise(onBowl, 0.01, bowl->guide().minima);
        genetic.says("it needs %, where SGD needs %", {static_cast<double>(summary.evaluationsToTolerance.value_or(-1)),
                                                       static_cast<double>(plain.evaluations(1))});
        nothingElseIsClaimed(genetic);
    }

    void secondOrder() {
        Ran bowl = ran("newton-bowl");
        bowl.says("Newton needs 1 step and conjugate gradients 2", {});
        QVERIFY(near(bowl.path(0).steps[1].position, 0, 0) && bowl.path(0).steps[1].value < 1e-12);
        QVERIFY(bowl.path(1).steps[2].value < 1e-12 && bowl.path(1).steps[1].value > 1e-3);
        bowl.says("L-BFGS comes within 0.01 after % and SGD after %", {arrival(bowl, 2), arrival(bowl, 3)});
        nothingElseIsClaimed(bowl);

        Ran saddle = ran("newton-saddle");
        saddle.says("jump close to the saddle at (0, 0); so", {});
        saddle.says("damped, by % in the first step", {saddle.path(0).steps[1].damping});
        saddle.says("reaches f = % after 3 steps", {-2.5});
        QVERIFY(saddle.path(0).steps[3].value < -2.499 && saddle.path(0).steps[2].value > -2.49);
        double arrived = 0;
        for (std::size_t i = 0; i < saddle.path(1).steps.size() && arrived == 0; ++i)
            if (saddle.path(1).steps[i].value < -2.5 + 0.01) arrived = static_cast<double>(i);
        saddle.says("within 0.01 of that after %", {arrived});
        nothingElseIsClaimed(saddle);
    }
};

QTEST_GUILESS_MAIN(TestRacePresets)
#include "test_race_presets.moc"
