#include "tests/support/test.h"

#include <QRegularExpression>

void GlassboxTest::init() {
    QTest::failOnWarning(QRegularExpression(".?"));
}
