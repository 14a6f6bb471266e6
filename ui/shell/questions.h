#pragma once

#include <QString>

#include <functional>

class QPrinter;
class QWidget;

namespace glassbox {

/// What the program asks of the user in dialogs; tests put their own answers here.
struct Questions {
    enum class Unsaved { Save, Discard, Cancel };
    enum class Changed { Overwrite, SaveAs, Cancel };
    struct File {
        QString caption, start, filter, suffix;
    };

    std::function<Unsaved(QWidget* parent, const QString& title)> unsaved;
    /// The document's file was written by another program in the meantime.
    std::function<Changed(QWidget* parent, const QString& name)> changed;
    /// Empty: the user thought better of it.
    std::function<QString(QWidget* parent, const File& file)> openPath;
    std::function<QString(QWidget* parent, const File& file)> savePath;

    /// Sets the printer up; false: the user thought better of it.
    std::function<bool(QWidget* parent, QPrinter& printer)> printer;

    static Questions dialogs();
};

}  // namespace glassbox
