#include "ui/shell/model_files.h"

#include "engine/experiment/fit_output.h"
#include "engine/formats/model_export.h"
#include "ui/models/experiment_document.h"

#include <QFileInfo>

#include <new>
#include <utility>

namespace glassbox {

namespace {

/// What went wrong in a sentence; empty if nothing did.
QString attempted(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const std::bad_alloc&) {
        return ModelFiles::tr("There is not enough memory for this file.");
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

/// Throws Error if the data don't have as many answers as the network gives.
void requireAnswers(const Experiment& experiment, const Dataset& data, Index features) {
    encodeTargets(data, DataPart{}, Network(Shape{features}, experiment.network).outputShape().size());
}

/// With a loss that fits the network's answers, where that is all that does not fit.
Experiment withFittingLoss(const Experiment& experiment, const Dataset& data) {
    Experiment fitted = experiment;
    fitOutput(fitted, data.task, data.classCount());
    return fitted.network == experiment.network ? fitted : experiment;
}

}  // namespace

ModelFiles::ModelFiles(ExperimentDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&m_document.session(), &TrainingSession::parametersReady, this,
            [this](const std::vector<NamedTensor>& weights) {
                if (!m_path.isEmpty()) writeNow(std::exchange(m_path, {}), weights);
            });
}

QString ModelFiles::writingFilter() {
    QStringList filters;
    for (const ModelFormat& format : modelFormats())
        filters << QStringLiteral("%1 (*.%2)").arg(format.title, format.ending);
    return filters.join(QStringLiteral(";;"));
}

QString ModelFiles::readingFilter() {
    return tr("Networks and weights (*.safetensors *.npz *.onnx);;All files (*)");
}

void ModelFiles::write(const QString& path) {
    if (!m_document.session().dataset()) {
        Q_EMIT problem(tr("The network is not built yet; export it when the data are read."));
        return;
    }
    m_path = path;
    m_document.session().requestParameters();
}

void ModelFiles::writeNow(const QString& path, const std::vector<NamedTensor>& weights) {
    m_writing.start([this, path, weights, experiment = m_document.experiment(), data = m_document.session().dataset(),
                     folder = m_document.folder().toStdString()](const JobThread::Task& task) {
        const QString sentence = attempted([&] { exportModel(makeModel(experiment, data, weights, folder), path); });
        task.tell([this, path, sentence] {
            m_writing.setFinished();
            if (sentence.isEmpty())
                Q_EMIT noted(tr("The network was written to %1.").arg(QFileInfo(path).fileName()));
            else
                Q_EMIT problem(sentence);
        });
    });
}

void ModelFiles::read(const QString& path) {
    m_reading.start([this, path](const JobThread::Task& task) {
        const auto file = std::make_shared<ModelFile>();
        const QString sentence = attempted([&] { *file = readModel(path); });
        task.tell([this, file, sentence] {
            m_reading.setFinished();
            const QString problemNow = sentence.isEmpty() ? attempted([&] { take(*file); }) : sentence;
            if (!problemNow.isEmpty()) Q_EMIT problem(problemNow);
        });
    });
}

void ModelFiles::take(const ModelFile& file) {
    const DatasetPtr data = m_document.session().dataset();
    if (!data) throw Error(tr("The data are not read yet; import the network afterwards.").toStdString());
    const Index features = data->training.features.rows();
    Experiment next = withModel(m_document.experiment(), file, features);
    if (next != m_document.experiment()) {
        requireAnswers(next, *data, features);
        next = withFittingLoss(next, *data);
        if (!m_document.edit(tr("Import a network"), next)) return;  // it has said why
    }
    Q_EMIT weightsSent();
    m_document.session().importParameters(file.weights);
}

}  // namespace glassbox
