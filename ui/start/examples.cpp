#include "ui/start/examples.h"

#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace glassbox {

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path.toStdString() + " can't be read (" + file.errorString().toStdString() + ").");
    return file.readAll();
}

QString textOf(const QJsonObject& object, const QString& key, const QString& path) {
    const QString text = object.value(key).toString();
    if (text.isEmpty()) throw Error(path.toStdString() + ": an example without \"" + key.toStdString() + "\".");
    return text;
}

Example readExample(const QJsonObject& entry, const QString& folder, const QString& catalogue) {
    const QString file = textOf(entry, QStringLiteral("file"), catalogue);
    Example example;
    example.name = file.chopped(file.endsWith(QStringLiteral(".json")) ? 5 : 0);
    example.title = textOf(entry, QStringLiteral("title"), catalogue);
    example.look = textOf(entry, QStringLiteral("look"), catalogue);
    example.epochs = entry.value(QStringLiteral("epochs")).toInt(100);
    const QString path = folder + u'/' + file;
    try {
        example.experiment = experimentFromJson(contentOf(path));
    } catch (const Error& error) {
        throw Error(path.toStdString() + ": " + error.what());
    }
    return example;
}

}  // namespace

std::vector<ExampleGroup> readExamples(const QString& folder) {
    const QString path = folder + QStringLiteral("/catalogue.json");
    QJsonParseError problem;
    const QJsonDocument catalogue = QJsonDocument::fromJson(contentOf(path), &problem);
    if (!catalogue.isObject()) throw Error(path.toStdString() + ": " + problem.errorString().toStdString() + ".");
    std::vector<ExampleGroup> groups;
    for (const QJsonValue& value : catalogue.object().value(QStringLiteral("groups")).toArray()) {
        ExampleGroup group;
        group.title = textOf(value.toObject(), QStringLiteral("title"), path);
        for (const QJsonValue& entry : value.toObject().value(QStringLiteral("examples")).toArray())
            group.examples.push_back(readExample(entry.toObject(), folder, path));
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace glassbox
