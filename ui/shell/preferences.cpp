#include "ui/shell/preferences.h"

#include "ui/shell/speed_control.h"

#include <QDir>
#include <QFileInfo>

#include <cmath>
#include <limits>

namespace glassbox {

namespace {

const QString themeKey = QStringLiteral("window/theme");
const QString textScaleKey = QStringLiteral("window/textScale");
const QString geometryKey = QStringLiteral("window/geometry");
const QString layoutKey = QStringLiteral("layout/%1");
const QString speedKey = QStringLiteral("run/speed");
const QString folderKey = QStringLiteral("files/folder");
const QString pictureKey = QStringLiteral("files/picture");
const QString lastPathKey = QStringLiteral("files/last");
const QString lastModifiedKey = QStringLiteral("files/lastModified");
const QString closedKey = QStringLiteral("files/closed");
const QString recentKey = QStringLiteral("files/recent");
const QString examplesKey = QStringLiteral("start/opened");
const QString unlimited = QStringLiteral("unlimited");

}  // namespace

ThemeChoice Preferences::themeChoice() const {
    const QString name = m_settings.value(themeKey).toString();
    if (name == QLatin1String("light")) return ThemeChoice::Light;
    if (name == QLatin1String("dark")) return ThemeChoice::Dark;
    if (name == QLatin1String("projector")) return ThemeChoice::Projector;
    return ThemeChoice::System;
}

void Preferences::setThemeChoice(ThemeChoice choice) {
    m_settings.setValue(themeKey, choice == ThemeChoice::Light       ? QStringLiteral("light")
                                  : choice == ThemeChoice::Dark      ? QStringLiteral("dark")
                                  : choice == ThemeChoice::Projector ? QStringLiteral("projector")
                                                                     : QStringLiteral("system"));
}

double Preferences::textScale() const {
    const double scale = m_settings.value(textScaleKey, 1.0).toDouble();
    return std::isfinite(scale) ? qBound(0.8, scale, 2.0) : 1.0;
}

void Preferences::setTextScale(double scale) {
    m_settings.setValue(textScaleKey, scale);
}

QByteArray Preferences::geometry() const {
    return m_settings.value(geometryKey).toByteArray();
}

void Preferences::setGeometry(const QByteArray& geometry) {
    m_settings.setValue(geometryKey, geometry);
}

QByteArray Preferences::pageLayout(const QString& page) const {
    return m_settings.value(layoutKey.arg(page)).toByteArray();
}

void Preferences::setPageLayout(const QString& page, const QByteArray& layout) {
    m_settings.setValue(layoutKey.arg(page), layout);
}

double Preferences::speed() const {
    const QString text = m_settings.value(speedKey).toString();
    if (text == unlimited) return std::numeric_limits<double>::infinity();
    const double speed = text.toDouble();
    return std::isfinite(speed) && speed >= 1 ? speed : SpeedControl::standardSpeed;
}

void Preferences::setSpeed(double stepsPerSecond) {
    m_settings.setValue(speedKey, std::isinf(stepsPerSecond) ? unlimited : QString::number(stepsPerSecond));
}

QString Preferences::folder() const {
    const QString folder = m_settings.value(folderKey).toString();
    return !folder.isEmpty() && QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void Preferences::setFolder(const QString& folder) {
    m_settings.setValue(folderKey, folder);
}

QVariantMap Preferences::pictureSettings() const {
    return m_settings.value(pictureKey).toMap();
}

void Preferences::setPictureSettings(const QVariantMap& settings) {
    m_settings.setValue(pictureKey, settings);
}

QString Preferences::lastPath() const {
    return m_settings.value(lastPathKey).toString();
}

bool Preferences::lastModified() const {
    return m_settings.value(lastModifiedKey).toBool();
}

void Preferences::setLast(const QString& path, bool modified) {
    m_settings.setValue(lastPathKey, path);
    m_settings.setValue(lastModifiedKey, modified);
}

bool Preferences::wasClosed() const {
    return m_settings.value(closedKey, true).toBool();
}

void Preferences::setClosed(bool closed) {
    m_settings.setValue(closedKey, closed);
}

QStringList Preferences::recentFiles() const {
    return m_settings.value(recentKey).toStringList();
}

void Preferences::addRecentFile(const QString& path) {
    constexpr qsizetype most = 8;
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    m_settings.setValue(recentKey, files.mid(0, most));
}

QStringList Preferences::openedExamples() const {
    return m_settings.value(examplesKey).toStringList();
}

void Preferences::addOpenedExample(const QString& name) {
    QStringList names = openedExamples();
    if (names.contains(name)) return;
    m_settings.setValue(examplesKey, names << name);
}

}  // namespace glassbox
