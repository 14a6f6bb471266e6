#pragma once

class QString;

namespace glassbox {

/// Opens the window with a document (an experiment or a table; empty: what was open last) and returns when it is
/// closed. Without a display it says so in one line and returns 1.
int runWindow(int& argc, char** argv, const QString& document);

}  // namespace glassbox
