#include "app/command_line.h"
#include "app/export_command.h"
#include "app/run_window.h"
#include "app/train_command.h"

#include <cstdio>
#include <new>

namespace {

int fail(int code, const char* sentence) {
    std::fprintf(stderr, "glassbox: %s\n", sentence);
    return code;
}

int run(int& argc, char** argv) {
    QStringList arguments;
    for (int i = 1; i < argc; ++i) arguments.append(QString::fromLocal8Bit(argv[i]));
    const glassbox::CommandLine line = glassbox::parseCommandLine(arguments);
    switch (line.action) {
        case glassbox::CommandLine::Action::ShowText:
            std::fputs(line.text.toLocal8Bit().constData(), stdout);
            return 0;
        case glassbox::CommandLine::Action::Train:
            return glassbox::runTrainCommand(line.train);
        case glassbox::CommandLine::Action::Export:
            return glassbox::runExportCommand(line.exported);
        case glassbox::CommandLine::Action::Window:
            return glassbox::runWindow(argc, argv, line.document);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const glassbox::UsageError& error) {
        return fail(2, error.what());
    } catch (const std::bad_alloc&) {
        return fail(1, "there is not enough memory for this.");
    } catch (const std::exception& error) {
        return fail(1, error.what());
    }
}
