#include "tests/support/scratch_home.h"

#include "engine/nn/random.h"

#include <QFile>
#include <QSettings>
#include <QStandardPaths>

ScratchHome::ScratchHome() {
    QStandardPaths::setTestModeEnabled(true);
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
}

QString writeFlowers(const QString& folder) {
    const QString path = folder + QStringLiteral("/flowers.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write("sepal length,sepal width,petal length,petal width,species\n");
    glassbox::Random random(7);
    const char* names[] = {"bellflower", "cornflower", "gentian"};
    const double means[][4] = {{5.0, 3.4, 1.5, 0.25}, {5.9, 2.8, 4.3, 1.3}, {6.6, 3.0, 5.5, 2.0}};
    const double spread[] = {0.4, 0.3, 0.35, 0.2};
    for (int i = 0; i < 150; ++i) {
        QByteArray line;
        for (int j = 0; j < 4; ++j)
            line += QByteArray::number(means[i % 3][j] + spread[j] * random.normal(), 'f', 2) + ',';
        file.write(line + names[i % 3] + '\n');
    }
    return path;
}
