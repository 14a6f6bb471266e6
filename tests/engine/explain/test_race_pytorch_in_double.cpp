#include "engine/explain/race.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace glassbox;

static_assert(std::is_same_v<Scalar, double>);

namespace {

constexpr int steps = 100;
const QString python = QStringLiteral("/usr/bin/python3");  // the system's own: another in PATH need not have PyTorch

struct Case {
    QByteArray name;
    Spec surface;
    RacerSpec racer;
};

QJsonObject specToJson(const KindInfo& info, const Spec& spec) {
    QJsonObject options;
    for (const auto& [name, value] : checkedOptions(info, spec.options, info.kind)) {
        const QString key = QString::fromStdString(name);
        if (const auto* real = std::get_if<double>(&value)) options[key] = *real;
        if (const auto* whole = std::get_if<std::int64_t>(&value)) options[key] = static_cast<double>(*whole);
        if (const auto* flag = std::get_if<bool>(&value)) options[key] = *flag;
    }
    return {{QStringLiteral("kind"), QString::fromStdString(spec.kind)}, {QStringLiteral("options"), options}};
}

/// Every optimizer of the engine on every surface with the rate it is shown with, weight decay and schedules besides.
std::vector<Case> allCases() {
    std::vector<Case> cases;
    for (const SurfaceInfo& info : testSurfaceInfos()) {
        Spec surface{info.kind};
        if (info.option("noise")) surface.options.set("noise", 0.0);
        if (info.option("rotation")) surface.options.set("rotation", 30.0);
        std::vector<RacerSpec> racers = defaultRacers(info);
        RacerSpec decoupled = racers.back();
        decoupled.optimizer.kind = "adamw";
        decoupled.optimizer.options.set("weight_decay", 0.1);
        racers.push_back(decoupled);
        for (const RacerSpec& racer : racers)
            cases.push_back({QByteArray::fromStdString(racer.optimizer.kind + " on " + info.kind), surface, racer});
    }
    for (RacerSpec racer : defaultRacers(*findTestSurface("booth"))) {
        racer.optimizer.options.set("weight_decay", 0.5);
        cases.push_back({QByteArray::fromStdString(racer.optimizer.kind + " with decay"), {"booth"}, racer});
    }
    const std::vector<Spec> schedules{
        {"step", {{"step_size", std::int64_t{20}}, {"gamma", 0.5}}},
        {"exponential", {{"gamma", 0.97}}},
        {"cosine", {{"t_max", std::int64_t{60}}, {"eta_min", 0.001}}},
        {"warmup", {{"epochs", std::int64_t{30}}, {"start_factor", 0.1}}},
        {"plateau", {{"patience", std::int64_t{3}}, {"factor", 0.5}}},
    };
    for (const Spec& schedule : schedules)
        for (const char* kind : {"sgd", "momentum", "adam"}) {
            RacerSpec racer{"", {kind, {{"learning_rate", 0.2}}}, schedule};
            cases.push_back({QByteArray::fromStdString(schedule.kind + " for ") + kind, {"bowl"}, racer});
        }
    return cases;
}

QJsonObject caseToJson(const Case& one) {
    const SurfaceInfo& surface = *findTestSurface(one.surface.kind);
    return {{QStringLiteral("surface"), specToJson(surface, one.surface)},
            {QStringLiteral("optimizer"), specToJson(*findRacerKind(one.racer.optimizer.kind), one.racer.optimizer)},
            {QStringLiteral("schedule"), specToJson(*findSchedule(one.racer.schedule.kind), one.racer.schedule)},
            {QStringLiteral("start"), QJsonArray{surface.guide.start.x(), surface.guide.start.y()}},
            {QStringLiteral("steps"), steps}};
}

Eigen::Vector2d pairOf(const QJsonArray& rows, int i) {
    const QJsonArray row = rows[i].toArray();
    return {row[0].toDouble(), row[1].toDouble()};
}

QByteArray shown(const Eigen::Vector2d& at) {
    return "(" + QByteArray::number(at.x(), 'g', 12) + ", " + QByteArray::number(at.y(), 'g', 12) + ")";
}

}  // namespace

/// Same surface, same start, same settings: the racers walk where PyTorch's optimizers walk.
class TestRacePytorchInDouble : public QObject {
    Q_OBJECT

    std::vector<Case> m_cases;
    QJsonArray m_answers;

  private Q_SLOTS:
    void initTestCase() {
        QProcess check;
        check.start(python, {QStringLiteral("-c"), QStringLiteral("import torch")});
        if (!check.waitForFinished(120000) || check.exitStatus() != QProcess::NormalExit || check.exitCode() != 0)
            QSKIP("/usr/bin/python3 can't import torch; install python3-torch to compare with PyTorch");
        m_cases = allCases();
        QJsonArray questions;
        for (const Case& one : m_cases) questions.append(caseToJson(one));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("cases.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(questions).toJson());
        file.close();
        const QString answers = folder.filePath(QStringLiteral("answers.json"));
        QProcess torch;
        torch.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        torch.start(python, {QStringLiteral(GLASSBOX_SOURCE_DIR "/tests/engine/explain/race_parity.py"),
                             file.fileName(), answers});
        QVERIFY(torch.waitForFinished(500000));
        QCOMPARE(torch.exitCode(), 0);
        QFile result(answers);
        QVERIFY(result.open(QIODevice::ReadOnly));
        m_answers = QJsonDocument::fromJson(result.readAll()).array();
        QCOMPARE(m_answers.size(), static_cast<qsizetype>(m_cases.size()));
    }

    void samePath_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].name.constData()) << static_cast<int>(i);
        if (m_cases.empty()) QTest::newRow("no PyTorch") << -1;
    }

    void samePath() {
        QFETCH(int, index);
        if (index < 0) QSKIP("/usr/bin/python3 can't import torch");
        const Case& one = m_cases[static_cast<std::size_t>(index)];
        const QJsonObject answer = m_answers[index].toObject();
        const QJsonArray positions = answer[QStringLiteral("positions")].toArray();
        const QJsonArray gradients = answer[QStringLiteral("gradients")].toArray();
        const QJsonArray rates = answer[QStringLiteral("rates")].toArray();
        const auto surface = makeTestSurface(one.surface);
        const RacerPath path = runRacer(*surface, one.racer, surface->guide().start, steps, 1);
        QCOMPARE(path.end, RaceEnd::Finished);
        QCOMPARE(positions.size(), steps);
        for (int i = 0; i < steps; ++i) {
            const RacerStep& step = path.steps[static_cast<std::size_t>(i) + 1];
            const double rate = rates[i].toDouble();
            QVERIFY2(std::abs(step.learningRate - rate) <= 1e-12 + 1e-9 * rate, "learning rate");
            const auto near = [&](const Eigen::Vector2d& ours, const Eigen::Vector2d& theirs, const char* what) {
                if ((ours - theirs).norm() <= 1e-5 * std::max(1.0, theirs.norm())) return true;
                qWarning().noquote() << what << "of step" << i + 1 << shown(ours) << "instead of" << shown(theirs);
                return false;
            };
            QVERIFY(near(step.gradient, pairOf(gradients, i), "gradient"));
            QVERIFY(near(step.position, pairOf(positions, i), "position"));
        }
        QVERIFY((path.steps.back().position - path.steps.front().position).norm() > 0.01);
    }

    void everyOptimizerTookPart() {
        if (m_cases.empty()) QSKIP("/usr/bin/python3 can't import torch");
        for (const OptimizerInfo& info : optimizerInfos())
            for (const SurfaceInfo& surface : testSurfaceInfos())
                QVERIFY2(std::any_of(m_cases.begin(), m_cases.end(),
                                     [&](const Case& one) {
                                         return one.surface.kind == surface.kind &&
                                                one.racer.optimizer.kind == info.kind;
                                     }),
                         info.kind.c_str());
        for (const ScheduleInfo& info : scheduleInfos())
            QVERIFY2(std::any_of(m_cases.begin(), m_cases.end(),
                                 [&](const Case& one) { return one.racer.schedule.kind == info.kind; }),
                     info.kind.c_str());
    }
};

QTEST_GUILESS_MAIN(TestRacePytorchInDouble)
#include "test_race_pytorch_in_double.moc"
