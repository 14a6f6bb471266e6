#include "tests/support/scratch_home.h"

#include "engine/nn/random.h"

#include <QFile>
#include <QSettings>

#include <algorithm>
#include <cmath>

ScratchHome::ScratchHome() {
    // Not Qt's test mode, which has one folder for all tests.
    for (const char* place : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(place, m_folder.path().toLocal8Bit());
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

QString writeFlats(const QString& folder) {
    const QString path = folder + QStringLiteral("/flats.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write("area,rooms,year,distance to the centre,district,rent\n");
    glassbox::Random random(11);
    const char* districts[] = {"harbour", "hill", "old town", "park"};
    for (int i = 0; i < 240; ++i) {
        const double area = 25 + 90 * random.uniform(), distance = 0.2 + 9 * random.uniform() * random.uniform();
        const double year = 1900 + std::floor(123 * random.uniform());
        const double rooms = std::max(1.0, std::round(area / 27 + 0.4 * random.normal()));
        const double rent = 9.5 * area - 35 * distance + 1.2 * (year - 1950) + 60 * random.normal();
        file.write(QByteArray::number(area, 'f', 1) + ',' + QByteArray::number(rooms) + ',' +
                   QByteArray::number(year, 'f', 0) + ',' + QByteArray::number(distance, 'f', 2) + ',' +
                   districts[i * 7 % 4] + ',' + QByteArray::number(rent, 'f', 0) + '\n');
    }
    return path;
}

QString writePatients(const QString& folder) {
    const QString path = folder + QStringLiteral("/patients.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write("age,height,weight,pulse,ward,smoker,diagnosis\n");
    glassbox::Random random(5);
    for (int i = 0; i < 200; ++i) {
        const double age = 45 + 14 * random.normal(), height = 1.72 + 0.09 * random.normal();
        const double weight = 24 * height * height + 7 * random.normal(), pulse = 72 + 8 * random.normal();
        const auto cell = [&](double value, int digits, int gap) {
            return i % gap == gap - 1 ? QByteArray() : QByteArray::number(value, 'f', digits);
        };
        const char* diagnosis = i % 40 == 5 ? "rare" : age + 8 * random.normal() > 48 ? "ill" : "well";
        file.write(cell(i == 60 ? 430 : age, 0, 23) + ',' + cell(i == 100 ? 172 : height, 2, 1000) + ',' +
                   cell(weight, 1, 31) + ',' + cell(i % 67 == 12 ? 7 * pulse : pulse, 0, 47) + ",3," +
                   (i % 3 ? "no" : "yes") + ',' + diagnosis + '\n');
    }
    return path;
}
