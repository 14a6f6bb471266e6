#pragma once

#include <QObject>
#include <QTest>

/// Base of all tests: any warning that a test did not announce (QTest::ignoreMessage) fails it.
class GlassboxTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
};
