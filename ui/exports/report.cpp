#include "ui/exports/report.h"

#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "ui/exports/network_drawing.h"
#include "ui/exports/report_pages.h"
#include "ui/plots/cost_plot.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/tips.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr qsizetype mostRows = 40;       // of classes and features
constexpr double mostShrunk = 2.2;       // a drawing smaller than that can't be read
constexpr qsizetype mostTitle = 48;      // letters of the network's title
constexpr std::size_t mostClasses = 12;  // of a confusion matrix

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

/// "Adam: learning rate 0.01, beta 1 0.9": a kind with all its settings.
QString specText(const KindInfo* info, const Spec& spec) {
    if (!info) return QString::fromStdString(spec.kind);
    QStringList settings;
    for (const OptionInfo& option : info->options) {
        const OptionValue value = optionOrDefault(*info, spec.options, option.name);
        if (const auto* text = std::get_if<std::string>(&value); text && text->empty()) continue;
        settings << QStringLiteral("%1 %2").arg(QString::fromStdString(option.label).toLower(),
                                                valueText(option, value));
    }
    const QString title = QString::fromStdString(info->title);
    return settings.isEmpty() ? title : QStringLiteral("%1: %2").arg(title, settings.join(QStringLiteral(", ")));
}

void writeResult(ReportPages& pages, const Report& report) {
    if (!report.training) return;
    const bool classes = report.training->accuracy.has_value();
    ReportTable table;
    table.columns = {{tr("Part")}, {tr("Samples"), true}, {tr("Cost (mean loss)"), true}};
    if (classes)
        table.columns.push_back({tr("Accuracy"), true});
    else
        for (const QString& name : {tr("Root mean square error"), tr("Mean absolute error"), tr("R²")})
            table.columns.push_back({name, true});
    const auto add = [&](const QString& name, const PartMeasures& part) {
        QStringList row{name, countText(part.samples), plotNumber(part.cost, 4)};
        if (classes)
            row << percentText(part.accuracy.value_or(0));
        else
            row << plotNumber(part.rootMeanSquare, 4) << plotNumber(part.meanAbsolute, 4)
                << (part.explained ? plotNumber(*part.explained, 4) : QStringLiteral("–"));
        table.rows.push_back(row);
    };
    add(tr("Training"), *report.training);
    if (report.validation) add(tr("Validation"), *report.validation);
    pages.heading(tr("Result"));
    pages.table(table);
    for (const ReportCheck& check : report.checks) pages.mark(check.good, check.sentence);
}

void writeNetwork(ReportPages& pages, const Report& report) {
    const Network& network = report.model->network;
    pages.heading(tr("Network"));
    const Drawing drawing = networkDrawing(*report.model);
    if (drawing.size.width() < mostShrunk * ReportPages::width)
        pages.picture(drawing, 360);
    else
        pages.paragraph(
            tr("%1 layers are too many to be drawn on a page; the table lists them.").arg(network.layerCount()));
    ReportTable table;
    table.columns = {{tr("Layer")}, {tr("Kind")}, {tr("Output shape"), true}, {tr("Parameters"), true}};
    table.rows.push_back(
        {QStringLiteral("–"), tr("Input"), QString::fromStdString(network.inputShape().text()), QStringLiteral("0")});
    Index sum = 0;
    for (Index i = 0; i < network.layerCount(); ++i) {
        Index count = 0;
        for (const ParameterInfo& info : network.layer(i).parameters()) count += info.rows * info.cols;
        sum += count;
        table.rows.push_back({QString::number(i + 1), layerWords(network, i),
                              QString::fromStdString(network.layer(i).outputShape().text()), countText(count)});
    }
    table.rows.push_back({QString(), tr("Together"), QString(), countText(sum)});
    pages.table(table);
}

struct Summary {
    double least = INFINITY, greatest = -INFINITY, mean = 0, deviation = 0;
};

Summary summaryOf(const Matrix& values, Index row) {
    Summary summary;
    const auto count = static_cast<double>(values.cols());
    for (Index i = 0; i < values.cols(); ++i) {
        const auto value = static_cast<double>(values(row, i));
        summary.least = std::min(summary.least, value);
        summary.greatest = std::max(summary.greatest, value);
        summary.mean += value / count;
    }
    for (Index i = 0; i < values.cols(); ++i) {
        const double off = static_cast<double>(values(row, i)) - summary.mean;
        summary.deviation += off * off / count;
    }
    summary.deviation = std::sqrt(summary.deviation);
    return summary;
}

void writeClasses(ReportPages& pages, const Dataset& data) {
    ReportTable table;
    table.columns = {
        {tr("Class")}, {tr("Training"), true}, {tr("Share"), true}, {tr("Validation"), true}, {tr("Share"), true}};
    const auto counted = [&](const DataPart& part, Index label) {
        return static_cast<Index>(std::count(part.labels.begin(), part.labels.end(), label));
    };
    const auto share = [](Index count, Index all) {
        return all > 0 ? percentText(static_cast<double>(count) / static_cast<double>(all)) : QStringLiteral("–");
    };
    for (Index label = 0; label < std::min<Index>(data.classCount(), mostRows); ++label) {
        const Index training = counted(data.training, label), validation = counted(data.validation, label);
        table.rows.push_back({QString::fromStdString(data.classNames[static_cast<std::size_t>(label)]),
                              countText(training), share(training, data.training.count()), countText(validation),
                              share(validation, data.validation.count())});
    }
    pages.table(table);
    if (data.classCount() > mostRows) pages.paragraph(tr("… and %1 more.").arg(data.classCount() - mostRows));
}

void writeFeatures(ReportPages& pages, const Dataset& data) {
    ReportTable table;
    table.columns = {{tr("Feature (training part)")},
                     {tr("Mean"), true},
                     {tr("Deviation"), true},
                     {tr("Least"), true},
                     {tr("Greatest"), true}};
    const Matrix& values = data.training.features;
    if (values.cols() == 0) return;
    for (Index row = 0; row < std::min<Index>(values.rows(), mostRows); ++row) {
        const Summary summary = summaryOf(values, row);
        table.rows.push_back({QString::fromStdString(data.featureNames[static_cast<std::size_t>(row)]),
                              plotNumber(summary.mean, 4), plotNumber(summary.deviation, 4),
                              plotNumber(summary.least, 4), plotNumber(summary.greatest, 4)});
    }
    pages.table(table);
    if (values.rows() > mostRows) pages.paragraph(tr("… and %1 more.").arg(countText(values.rows() - mostRows)));
}

void writeData(ReportPages& pages, const Report& report) {
    const Dataset& data = *report.model->data;
    const Spec& spec = report.model->experiment.data;
    pages.heading(tr("Data"));
    const bool classes = data.task == Task::Classification;
    std::vector<std::pair<QString, QString>> facts{
        {tr("Source"), specText(findData(spec.kind), spec)},
        {tr("Task"), classes ? tr("Classification into %1 classes").arg(data.classCount())
                             : tr("Regression of “%1”").arg(QString::fromStdString(data.targetName))},
        {tr("Samples"), tr("%1 for training, %2 for validation")
                            .arg(countText(data.training.count()), countText(data.validation.count()))},
        {tr("Normalisation"), data.featureMap.normalises()
                                  ? tr("Each feature minus its mean, divided by its standard deviation, both of the "
                                       "training part. The table shows what the network sees.")
                                  : tr("None: the network sees the features as they are.")}};
    for (const std::string& note : data.notes) facts.emplace_back(tr("Note"), QString::fromStdString(note));
    pages.facts(facts);
    if (classes) writeClasses(pages, data);
    writeFeatures(pages, data);
}

void writeTraining(ReportPages& pages, const Report& report) {
    const TrainingSpec& training = report.model->experiment.training;
    const Index samples = report.model->data->training.count();
    pages.heading(tr("Training"));
    std::vector<std::pair<QString, QString>> facts{
        {tr("Loss"), specText(findLoss(training.loss.kind), training.loss)},
        {tr("Optimizer"), specText(findOptimizer(training.optimizer.kind), training.optimizer)},
        {tr("Schedule"), specText(findSchedule(training.schedule.kind), training.schedule)},
        {tr("Batch"), training.batch == 0
                          ? tr("Full batch (%1 samples)").arg(countText(samples))
                          : tr("%1 samples, %2")
                                .arg(countText(training.batch), training.shuffle ? tr("drawn anew in each epoch")
                                                                                 : tr("in the order of the data"))},
        {tr("Epochs"), countText(training.epochs)},
        {tr("Seed"), QString::number(report.model->experiment.seed)}};
    QStringList penalties;
    const auto penalty = [&](const QString& name, double value) {
        if (value > 0) penalties << QStringLiteral("%1 %2").arg(name, plotNumber(value, 4));
    };
    penalty(tr("weight decay (L2)"), training.weightDecay);
    penalty(tr("L1"), training.l1);
    penalty(tr("largest length of the gradient"), training.clipNorm);
    penalty(tr("largest component of the gradient"), training.clipValue);
    if (!penalties.isEmpty()) facts.emplace_back(tr("Limits and penalties"), penalties.join(QStringLiteral(", ")));
    pages.facts(facts);
    if (report.history.empty())
        return pages.paragraph(tr("How the cost fell is not told: the history of this training is not known."));
    const HistoryRow& last = report.history.back();
    pages.paragraph(tr("After %1 epochs (%2 steps) the training cost was %3 and the validation cost %4.")
                        .arg(countText(last.epoch), countText(last.step), plotNumber(last.training.cost, 4),
                             last.validation ? plotNumber(last.validation->cost, 4) : tr("not measured")));
    const auto [drawing, remark] = costDrawing(report.history, {ReportPages::width, 330});
    pages.picture(drawing);
    if (!remark.isEmpty()) pages.paragraph(remark);
}

void writeConfusion(ReportPages& pages, const Report& report) {
    const bool validation = report.validation.has_value();
    const auto& measures = validation ? report.validation : report.training;
    if (!measures || measures->confusion.empty()) return;
    pages.heading(validation ? tr("Confusion on the validation part") : tr("Confusion on the training part"));
    if (measures->confusion.size() > mostClasses)
        return pages.paragraph(tr("%1 classes are too many for a page; the window shows their confusion matrix.")
                                   .arg(measures->confusion.size()));
    const auto name = [&](std::size_t label) { return QString::fromStdString(report.model->data->classNames[label]); };
    ReportTable table;
    table.columns = {{tr("Actual class ↓, the network says →")}};
    for (std::size_t said = 0; said < measures->confusion.size(); ++said) table.columns.push_back({name(said), true});
    table.columns.push_back({tr("Right"), true});
    for (std::size_t actual = 0; actual < measures->confusion.size(); ++actual) {
        QStringList row{name(actual)};
        Index all = 0;
        for (const Index count : measures->confusion[actual]) {
            row << countText(count);
            all += count;
        }
        row << (all > 0
                    ? percentText(static_cast<double>(measures->confusion[actual][actual]) / static_cast<double>(all))
                    : QStringLiteral("–"));
        table.rows.push_back(row);
    }
    pages.table(table);
}

void writeRepeat(ReportPages& pages, const Report& report) {
    pages.heading(tr("To repeat it"));
    pages.paragraph(
        tr("With the experiment below saved as a file, this command trains the same network to the same "
           "numbers, on the same build of the program:"));
    pages.code(report.command);
    pages.paragraph(tr("The experiment:"));
    pages.code(QString::fromUtf8(experimentToJson(report.model->experiment)).trimmed());
}

int writePages(QPagedPaintDevice& device, QPainter& painter, const Report& report, int count) {
    const Model& model = *report.model;
    QString network = QString::fromStdString(networkTitle(model.experiment, model.network.inputShape().size()));
    if (network.size() > mostTitle) network = network.left(mostTitle - 1) + u'…';
    const QString seed = tr("seed %1").arg(model.experiment.seed);
    const QString date = QLocale::c().toString(report.date, QStringLiteral("d MMMM yyyy"));
    ReportPages pages(device, painter,
                      QStringLiteral("%1 · %2 · %3 · %4").arg(report.title, network, seed, report.program), count);
    pages.title(report.title, QStringLiteral("%1 · %2 · %3 · %4").arg(network, seed, date, report.program));
    writeResult(pages, report);
    writeNetwork(pages, report);
    writeData(pages, report);
    writeTraining(pages, report);
    writeConfusion(pages, report);
    writeRepeat(pages, report);
    return pages.page();
}

QByteArray printed(const Report& report, int count, int& pages) {
    constexpr int resolution = 1200;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(report.title);
    writer.setCreator(report.program);
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});
    QPainter painter;
    if (!painter.begin(&writer)) throw Error(tr("The report can't be drawn.").toStdString());
    painter.scale(resolution / 96.0, resolution / 96.0);
    pages = writePages(writer, painter, report, count);
    if (!painter.end()) throw Error(tr("The report can't be drawn to its end.").toStdString());
    return buffer.data();
}

}  // namespace

QByteArray reportPdf(const Report& report) {
    int pages = 0;
    printed(report, 0, pages);  // to know how many there are
    return printed(report, pages, pages);
}

}  // namespace glassbox
