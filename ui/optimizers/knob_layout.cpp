#include "ui/optimizers/knob_view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSplitter>

namespace glassbox {

namespace {
const QString version = QStringLiteral("knobs");

QJsonArray sizesOf(const QSplitter& splitter) {
    QJsonArray sizes;
    for (const int size : splitter.sizes()) sizes << size;
    return sizes;
}

void restoreSizes(QSplitter& splitter, const QJsonArray& array) {
    QList<int> sizes;
    int sum = 0;
    for (const QJsonValue& size : array) sizes << std::clamp(size.toInt(), 0, 100000), sum += sizes.back();
    if (sizes.size() == splitter.count() && sum > 0) splitter.setSizes(sizes);
}
}  // namespace

QByteArray KnobView::saveLayout() const {
    const QJsonObject saved{{version, 1},
                            {QStringLiteral("learning_rate"), m_setting.learningRate},
                            {QStringLiteral("momentum"), m_setting.momentum},
                            {QStringLiteral("condition"), m_setting.condition},
                            {QStringLiteral("step"), m_scrubber.step()},
                            {QStringLiteral("columns"), sizesOf(*m_columns)},
                            {QStringLiteral("right"), sizesOf(*m_right)}};
    return QJsonDocument(saved).toJson(QJsonDocument::Compact);
}

void KnobView::restoreLayout(const QByteArray& layout) {
    const QJsonObject saved = QJsonDocument::fromJson(layout).object();
    if (saved.value(version).toInt() != 1) return;
    setSetting({saved.value(QStringLiteral("learning_rate")).toDouble(m_setting.learningRate),
                saved.value(QStringLiteral("momentum")).toDouble(m_setting.momentum),
                saved.value(QStringLiteral("condition")).toDouble(m_setting.condition)});
    m_scrubber.setStep(saved.value(QStringLiteral("step")).toInt(m_scrubber.last()));
    restoreSizes(*m_columns, saved.value(QStringLiteral("columns")).toArray());
    restoreSizes(*m_right, saved.value(QStringLiteral("right")).toArray());
}

}  // namespace glassbox
