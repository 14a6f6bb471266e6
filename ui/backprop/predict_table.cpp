#include "ui/backprop/predict_table.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace glassbox {

PredictTable::PredictTable(const PredictScore& score, QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(5);
    int row = 0;
    const auto add = [&](const QString& name, const QString& right, const QString& tried, const char* tone) {
        int column = 0;
        for (const QString& text : {name, right, tried}) {
            auto* label = new QLabel(text);
            label->setProperty("tone", QLatin1String(tone));
            grid->addWidget(label, row, column, column > 0 ? Qt::AlignRight : Qt::AlignLeft);
            ++column;
        }
        ++row;
    };
    const auto number = [](int of) { return QString::number(of); };
    const PredictScore::Count total = score.total();
    if (total.tried == 0) {
        grid->addWidget(
            new QLabel(tr("Nothing predicted yet.\nSwitch on \"Predict, then reveal\" and type what you expect.")));
        return;
    }
    add(tr("Kind of step"), tr("right first time"), tr("tried"), "caption");
    for (int i = 0; i < predictedKinds; ++i) {
        const auto kind = static_cast<PredictedKind>(i);
        const PredictScore::Count& count = score.of(kind);
        if (count.tried > 0) add(predictedKindName(kind), number(count.right), number(count.tried), "");
    }
    add(tr("All"), number(total.right), number(total.tried), "strong");
    auto* clear = new QPushButton(tr("Clear the score"));
    clear->setObjectName(QStringLiteral("clearScore"));
    clear->setProperty("kind", QStringLiteral("small"));
    clear->setToolTip(tr("Starts again from zero; it can be undone."));
    connect(clear, &QPushButton::clicked, this, &PredictTable::clearWanted);
    grid->addWidget(clear, row, 0, 1, 3);
}

}  // namespace glassbox
