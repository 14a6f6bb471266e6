#include "app/command_line.h"

#include "engine/experiment/experiment.h"
#include "engine/formats/model_export.h"

#include <QFileInfo>

#include <functional>
#include <map>

namespace glassbox {

namespace {

constexpr int mostThreads = 64;

/// Walks over the arguments: options with values ("--epochs 5" or "--epochs=5"), flags and the rest.
class ArgumentReader {
  public:
    explicit ArgumentReader(QStringList arguments) : m_rest(std::move(arguments)) {}

    /// The next argument; false at the end. An option's "=value" is kept for value().
    bool next(QString& argument) {
        if (m_inlineValue) throw UsageError(QString("%1 takes no value; see --help.").arg(m_option));
        if (m_rest.isEmpty()) return false;
        argument = m_rest.takeFirst();
        if (!m_optionsEnded && argument == "--") {
            m_optionsEnded = true;
            return next(argument);
        }
        m_isOption = !m_optionsEnded && argument.size() > 1 && argument.startsWith('-');
        if (m_isOption && argument.startsWith("--") && argument.contains('=')) {
            m_inlineValue = argument.section('=', 1);
            argument = argument.section('=', 0, 0);
        }
        m_option = argument;
        return true;
    }
    bool isOption() const { return m_isOption; }
    /// The value of the option that next() gave.
    QString value(const char* what) {
        QString value;
        if (m_inlineValue) {
            value = *m_inlineValue;
            m_inlineValue.reset();
        } else if (!m_rest.isEmpty()) {
            value = m_rest.takeFirst();
        }
        if (value.isEmpty()) throw UsageError(QString("%1 needs %2 behind it.").arg(m_option, what));
        return value;
    }
    std::uint64_t number(std::uint64_t least, std::uint64_t most) {
        const QString text = value("a number");
        bool good = false;
        const std::uint64_t number = text.toULongLong(&good);
        if (!good || text.startsWith('+') || number < least || number > most)
            throw UsageError(QString("%1: expected a whole number from %2 to %3, got \"%4\".")
                                 .arg(m_option)
                                 .arg(least)
                                 .arg(most)
                                 .arg(text));
        return number;
    }

  private:
    QStringList m_rest;
    QString m_option;
    std::optional<QString> m_inlineValue;
    bool m_isOption = false;
    bool m_optionsEnded = false;
};

CommandLine show(const QString& text) {
    CommandLine line;
    line.action = CommandLine::Action::ShowText;
    line.text = text;
    return line;
}

std::uint64_t mostEpochs() {
    return static_cast<std::uint64_t>(trainingInfo().option("epochs")->maximum);
}

void requirePlotEnding(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != "svg" && ending != "png" && ending != "pdf")
        throw UsageError(
            QString("--plot: the file's ending says its kind; expected .svg, .png or .pdf, got \"%1\".").arg(path));
}

QString modelEndings() {
    QStringList endings;
    for (const ModelFormat& format : modelFormats()) endings << '.' + format.ending;
    const QString last = endings.takeLast();
    return endings.join(", ") + " or " + last;
}

void requireModelEnding(const QString& option, const QString& path) {
    if (!modelFormatOf(path))
        throw UsageError(
            QString("%1: the file's ending says its kind; expected %2, got \"%3\".").arg(option, modelEndings(), path));
}

CommandLine parseTrain(ArgumentReader& reader) {
    CommandLine line;
    line.action = CommandLine::Action::Train;
    TrainArguments& train = line.train;
    const std::map<QString, std::function<void()>> options = {
        {"--epochs", [&] { train.epochs = static_cast<std::int64_t>(reader.number(1, mostEpochs())); }},
        {"--seed", [&] { train.seed = reader.number(0, UINT64_MAX); }},
        {"--threads", [&] { train.threads = static_cast<int>(reader.number(1, mostThreads)); }},
        {"--weights", [&] { train.weights = reader.value("the name of an .npz file"); }},
        {"--save-weights", [&] { train.saveWeights = reader.value("the name of an .npz file"); }},
        {"--model",
         [&] { requireModelEnding("--model", train.model = reader.value("the name of the file to write")); }},
        {"--history", [&] { train.history = reader.value("the name of a .csv file"); }},
        {"--plot", [&] { requirePlotEnding(train.plot = reader.value("the name of an .svg, .png or .pdf file")); }},
        {"--quiet", [&] { train.quiet = true; }},
    };
    QString argument;
    while (reader.next(argument)) {
        if (reader.isOption()) {
            if (argument == "--help" || argument == "-h") return show(trainHelpText());
            const auto option = options.find(argument);
            if (option == options.end())
                throw UsageError(QString("unknown option %1; see glassbox train --help.").arg(argument));
            option->second();
        } else if (argument.isEmpty()) {
            throw UsageError("the name of the experiment is empty.");
        } else if (train.experiment.isEmpty()) {
            train.experiment = argument;
        } else {
            throw UsageError(QString("one experiment at a time: \"%1\" is too much.").arg(argument));
        }
    }
    if (train.experiment.isEmpty())
        throw UsageError("train needs an experiment: glassbox train EXPERIMENT.json; see glassbox train --help.");
    return line;
}

CommandLine parseExport(ArgumentReader& reader) {
    CommandLine line;
    line.action = CommandLine::Action::Export;
    ExportArguments& wanted = line.exported;
    const std::map<QString, std::function<void()>> options = {
        {"--to", [&] { wanted.to = reader.value("the name of the file to write"); }},
        {"--weights", [&] { wanted.weights = reader.value("the name of a .npz, .safetensors or .onnx file"); }},
        {"--with-preprocessing", [&] { wanted.preprocessing = true; }},
        {"--quiet", [&] { wanted.quiet = true; }},
    };
    QString argument;
    while (reader.next(argument)) {
        if (reader.isOption()) {
            if (argument == "--help" || argument == "-h") return show(exportHelpText());
            const auto option = options.find(argument);
            if (option == options.end())
                throw UsageError(QString("unknown option %1; see glassbox export --help.").arg(argument));
            option->second();
        } else if (argument.isEmpty()) {
            throw UsageError("the name of the experiment is empty.");
        } else if (wanted.document.isEmpty()) {
            wanted.document = argument;
        } else {
            throw UsageError(QString("one experiment at a time: \"%1\" is too much.").arg(argument));
        }
    }
    if (wanted.document.isEmpty() || wanted.to.isEmpty())
        throw UsageError(
            "export needs an experiment and a file: glassbox export EXPERIMENT.json --to FILE; see glassbox export "
            "--help.");
    const QString ending = QFileInfo(wanted.to).suffix().toLower();
    if (ending == "csv")
        throw UsageError(
            "--to: an experiment holds no history; glassbox train EXPERIMENT --history OUT.csv makes one.");
    requireModelEnding("--to", wanted.to);
    if (wanted.preprocessing && ending != "onnx")
        throw UsageError("--with-preprocessing is for .onnx alone; the other formats have it or do without.");
    return line;
}

/// Options of Qt itself that take a value; QApplication reads them from argv.
bool isWindowSystemOption(const QString& argument) {
    static const QStringList names = {"-platform", "-style", "-display", "-geometry", "-qwindowgeometry", "-session"};
    return names.contains(argument) || names.contains(argument.mid(1));
}

}  // namespace

CommandLine parseCommandLine(const QStringList& arguments) {
    ArgumentReader reader(arguments);
    CommandLine line;
    QString argument;
    bool first = true;
    for (; reader.next(argument); first = false) {
        if (first && argument == "train") return parseTrain(reader);
        if (first && argument == "export") return parseExport(reader);
        if (reader.isOption()) {
            if (argument == "--help" || argument == "-h") return show(helpText());
            if (argument == "--version" || argument == "-v") return show(versionText());
            if (!isWindowSystemOption(argument))
                throw UsageError(QString("unknown option %1; see glassbox --help.").arg(argument));
            reader.value("a value");
        } else if (line.document.isEmpty()) {
            line.document = argument;
        } else {
            throw UsageError(QString("one document at a time: \"%1\" is too much; see glassbox --help.").arg(argument));
        }
    }
    return line;
}

}  // namespace glassbox
