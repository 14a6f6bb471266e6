#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace glassbox {

/// Wrong use: one line that says what was wrong. The program ends with 2.
class UsageError : public std::runtime_error {
  public:
    explicit UsageError(const QString& line) : std::runtime_error(line.toStdString()) {}
};

/// What `glassbox train` was asked for. Empty paths and absent numbers were not given.
struct TrainArguments {
    QString experiment;
    std::optional<std::int64_t> epochs;
    std::optional<std::uint64_t> seed;
    QString weights;
    QString saveWeights;
    QString model;
    QString history;
    QString plot;
    std::optional<int> threads;
    bool quiet = false;
};

/// What `glassbox export` was asked for.
struct ExportArguments {
    QString document;
    QString to;
    QString weights;  ///< empty: the starting weights
    bool preprocessing = false;
    bool quiet = false;
};

struct CommandLine {
    enum class Action { Window, Train, Export, ShowText };
    Action action = Action::Window;
    QString text;      ///< ShowText: --help or --version
    QString document;  ///< Window: the file to open, if any
    TrainArguments train;
    ExportArguments exported;
};

/// Understands the arguments (without the program's name). Throws UsageError.
CommandLine parseCommandLine(const QStringList& arguments);

/// What --help, `train --help` and `export --help` print.
QString helpText();
QString trainHelpText();
QString exportHelpText();
QString versionText();

}  // namespace glassbox
