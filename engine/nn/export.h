#pragma once

/// Marks what the engine's shared library offers. Everything else stays hidden, so that a program compiled for another
/// processor level can never replace the engine's own copy of a template.
#define GLASSBOX_EXPORT __attribute__((visibility("default")))
