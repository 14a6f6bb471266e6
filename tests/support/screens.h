#pragma once

#include <QRect>

/// Gives the test screens of these places instead of one of 800 x 800; to be called before QApplication is made, where
/// the platform is "offscreen".
void useScreens(const QList<QRect>& screens);
