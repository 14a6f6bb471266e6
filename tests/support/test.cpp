#include "tests/support/test.h"

#include <QRegularExpression>

void GlassboxTest::init() {
    // The platform without a screen says what it can't do; that is no fault of ours.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}
