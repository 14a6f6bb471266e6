#include "ui/exports/report.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

ReportCheck finiteCheck(const Model& model) {
    Index count = 0, bad = 0;
    for (const NamedTensor& tensor : model.network.exportParameters())
        for (const float value : tensor.values) {
            ++count;
            bad += !std::isfinite(value);
        }
    if (bad > 0)
        return {false, tr("%1 of %2 numbers of the network are not finite: the training diverged.")
                           .arg(countText(bad), countText(count))};
    return {true, tr("All %1 numbers of the network are finite.").arg(countText(count))};
}

ReportCheck guessCheck(const Report& report) {
    const Dataset& data = *report.model->data;
    const bool validation = report.validation.has_value();
    const PartMeasures& measures = validation ? *report.validation : *report.training;
    const QString part = validation ? tr("validation part") : tr("training part");
    if (measures.accuracy) {
        const double guess = accuracyOfGuessing(data, validation ? data.validation : data.training);
        const bool good = *measures.accuracy > guess;
        const QString words =
            good ? tr("On the %1 the network is right more often (%2) than always naming the largest class (%3).")
                 : tr("On the %1 the network is right no more often (%2) than always naming the largest class (%3).");
        return {good, words.arg(part, percentText(*measures.accuracy), percentText(guess))};
    }
    if (!measures.explained) return {true, tr("The values of the %1 do not vary.").arg(part)};
    const bool good = *measures.explained > 0;
    const QString words = good ? tr("On the %1 the network comes closer to the values than their mean does: R² = %2.")
                               : tr("On the %1 the network is no closer to the values than their mean: R² = %2.");
    return {good, words.arg(part, plotNumber(*measures.explained))};
}

ReportCheck gapCheck(const Report& report) {
    if (!report.validation)
        return {false, tr("No samples were set aside: nothing here says how the network does on new samples.")};
    const double training = report.training->cost, validation = report.validation->cost;
    const QString costs = tr("training cost %1, validation cost %2").arg(plotNumber(training), plotNumber(validation));
    if (validation > 1.5 * training && validation - training > 0.02)
        return {false,
                tr("The network does worse on samples that it was not trained on (%1): it overfits.").arg(costs)};
    return {true, tr("The network does about as well on samples that it was not trained on (%1).").arg(costs)};
}

ReportCheck sizeCheck(const Report& report) {
    Index parameters = 0;
    for (Index i = 0; i < report.model->network.layerCount(); ++i)
        for (const ParameterInfo& info : report.model->network.layer(i).parameters())
            parameters += info.rows * info.cols;
    const Index samples = report.model->data->training.count();
    const bool good = parameters <= samples;
    const QString words = good ? tr("There are no more parameters (%1) than samples to train on (%2).")
                               : tr("There are more parameters (%1) than samples to train on (%2): the network could "
                                    "learn them by heart.");
    return {good, words.arg(countText(parameters), countText(samples))};
}

ReportCheck balanceCheck(const Dataset& data) {
    std::vector<Index> counts(static_cast<std::size_t>(data.classCount()));
    for (const Index label : data.training.labels) ++counts[static_cast<std::size_t>(label)];
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    if (*most > 4 * *least)
        return {false, tr("The classes are unequal: the largest has %1 samples to train on, the smallest %2. Accuracy "
                          "alone says little.")
                           .arg(countText(*most), countText(*least))};
    return {
        true,
        tr("The classes are of similar size: %1 to %2 samples to train on.").arg(countText(*least), countText(*most))};
}

}  // namespace

QString repeatingCommand(const QString& file, const Experiment& experiment, const std::vector<HistoryRow>& history) {
    const auto quoted = [](const QString& name) {
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9._-]+$"));
        return plain.match(name).hasMatch() ? name : QStringLiteral("\"%1\"").arg(name);
    };
    // A document would train on from where it is.
    const QString stem = QFileInfo(file).completeBaseName();
    QString command = QStringLiteral("glassbox train %1").arg(quoted(stem + QStringLiteral(".json")));
    if (!history.empty() && history.back().epoch > 0 && history.back().epoch != experiment.training.epochs)
        command += QStringLiteral(" --epochs %1").arg(history.back().epoch);
    return command + QStringLiteral(" --save-weights ") + quoted(stem + QStringLiteral(".npz"));
}

void examine(Report& report) {
    const Dataset& data = *report.model->data;
    report.training = measurePart(*report.model, data.training);
    report.validation = measurePart(*report.model, data.validation);
    report.checks.clear();
    report.checks.push_back(finiteCheck(*report.model));
    if (!report.trained) report.checks.push_back({false, tr("These are the starting weights: nothing was trained.")});
    if (!report.training) return;
    report.checks.push_back(gapCheck(report));
    report.checks.push_back(guessCheck(report));
    report.checks.push_back(sizeCheck(report));
    if (data.classCount() > 1) report.checks.push_back(balanceCheck(data));
}

}  // namespace glassbox
