#include "app/train_command.h"

#include "app/interrupt.h"
#include "app/train_outputs.h"
#include "app/train_progress.h"
#include "app/train_result.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/npz.h"
#include "engine/formats/safetensors.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace glassbox {

namespace {

void say(const QString& sentence) {
    std::fprintf(stderr, "glassbox: %s\n", sentence.toLocal8Bit().constData());
}

Experiment readChangedExperiment(const TrainArguments& arguments) {
    Experiment experiment = readExperiment(arguments.experiment);
    if (arguments.epochs) experiment.training.epochs = *arguments.epochs;
    if (arguments.seed) experiment.seed = *arguments.seed;
    return experiment;
}

/// Splitting a batch over threads costs a few microseconds a step, which small networks do not earn back.
int threadsFor(const Experiment& experiment, const Dataset& data) {
    constexpr double worthIt = 500000;  // parameters times samples of one step
    const auto inputs = static_cast<Index>(data.featureNames.size());
    const Network network({inputs}, experiment.network);
    const Index batch = experiment.training.batch > 0
                            ? std::min<Index>(experiment.training.batch, data.training.count())
                            : data.training.count();
    if (static_cast<double>(network.parameters().size()) * static_cast<double>(batch) < worthIt) return 1;
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
}

std::shared_ptr<const Dataset> readData(const Experiment& experiment, const std::string& folder,
                                        const Interrupt& interrupt) {
    try {
        return std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed,
                                                           folder, [&](double) { return !interrupt.requested(); }));
    } catch (const Cancelled&) {
        throw Error("Interrupted while the data were read; nothing was trained or saved.");
    }
}

std::vector<NamedTensor> readWeights(const QString& path) {
    return path.endsWith(".safetensors", Qt::CaseInsensitive) ? readSafetensors(path).tensors : readNpz(path);
}

Trainer makeTrainer(const TrainArguments& arguments, const Experiment& experiment, const Interrupt& interrupt) {
    const std::string folder = QFileInfo(arguments.experiment).absolutePath().toStdString();
    const auto data = readData(experiment, folder, interrupt);
    if (!arguments.quiet)
        for (const std::string& note : data->notes) say(QString::fromStdString(note));
    const int threads = arguments.threads ? *arguments.threads : threadsFor(experiment, *data);
    Trainer trainer(experiment, data, threads > 1 ? std::make_shared<ThreadPool>(threads) : nullptr);
    if (!arguments.weights.isEmpty()) {
        const std::vector<NamedTensor> weights = readWeights(arguments.weights);
        try {
            trainer.importParameters(weights);
        } catch (const Error& error) {
            throw Error(QDir::toNativeSeparators(arguments.weights).toStdString() + ": " + error.what());
        }
    }
    return trainer;
}

/// Trains to the last epoch; a network that no longer moves ("converged") is trained on, as asked.
TrainResult train(Trainer& trainer, const Interrupt& interrupt, bool quiet) {
    const Index epochs = trainer.experiment().training.epochs;
    TrainResult result;
    TrainProgress progress(quiet);
    while (trainer.epochsDone() < epochs) {
        if (interrupt.requested()) {
            result.state = "interrupted";
            break;
        }
        trainer.step();
        progress.stepDone(trainer, epochs);
        if (trainer.state() == RunState::Diverged || trainer.state() == RunState::EarlyStopped) break;
    }
    result.seconds = progress.seconds();
    if (trainer.state() == RunState::Diverged) result.state = "diverged";
    if (trainer.state() == RunState::EarlyStopped) result.state = "early_stopping";
    result.epochs = trainer.epochsDone();
    result.steps = trainer.stepsDone();
    result.training = trainer.evaluateTraining();
    result.validation = trainer.evaluateValidation();
    return result;
}

}  // namespace

int runTrainCommand(const TrainArguments& arguments) {
    const Interrupt interrupt;
    flushDenormals();
    const Experiment experiment = readChangedExperiment(arguments);
    checkOutputs(arguments);
    Trainer trainer = makeTrainer(arguments, experiment, interrupt);
    const TrainResult result = train(trainer, interrupt, arguments.quiet);
    const QStringList failures = writeOutputs(arguments, trainer);
    const QByteArray line = resultLine(result);
    const bool told = std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout) ==
                          static_cast<std::size_t>(line.size()) &&
                      std::fflush(stdout) == 0;
    for (const QString& failure : failures) say(failure);
    if (!told) say("the result could not be written to stdout.");
    if (trainer.divergence()) say(QString::fromStdString(trainer.divergence()->sentence));
    return failures.isEmpty() && told && !trainer.divergence() ? 0 : 1;
}

}  // namespace glassbox
