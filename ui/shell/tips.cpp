#include "ui/shell/tips.h"

#include "engine/explain/race.h"
#include "engine/nn/activation.h"
#include "engine/nn/initialiser.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "ui/shell/number_text.h"

#include <QCoreApplication>

#include <cmath>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("glassbox", text);
}

template <typename Info>
const KindInfo* findKind(const std::vector<Info>& infos, const std::string& kind) {
    for (const Info& info : infos)
        if (info.kind == kind) return &info;
    return nullptr;
}

QString rangeText(const OptionInfo& info) {
    if (info.type != OptionType::Integer && info.type != OptionType::Real) return {};
    const QString low = numberText(info.minimum), high = numberText(info.maximum);
    if (info.minimumExcluded) return tr("Above %1, at most %2").arg(low, high);
    return tr("From %1 to %2").arg(low, high);
}

}  // namespace

QString tip(const QString& title, const QString& help, const QString& formula, const QString& last) {
    QString text = QStringLiteral("<p><b>%1</b>").arg(title.toHtmlEscaped());
    if (!help.isEmpty()) text += QStringLiteral("<br>%1").arg(help.toHtmlEscaped());
    text += QStringLiteral("</p>");
    if (!formula.isEmpty()) text += QStringLiteral("<p>%1</p>").arg(formula.toHtmlEscaped());
    if (!last.isEmpty()) text += QStringLiteral("<p><small>%1</small></p>").arg(last.toHtmlEscaped());
    return text;
}

QString tip(const KindInfo& info) {
    return tip(QString::fromStdString(info.title), QString::fromStdString(info.help),
               QString::fromStdString(info.formula));
}

QString tip(const OptionInfo& info) {
    QStringList last;
    if (const QString range = rangeText(info); !range.isEmpty()) last << range;
    if (const QString standard = valueText(info, info.standard); !standard.isEmpty())
        last << tr("Default: %1").arg(standard);
    return tip(QString::fromStdString(info.label), QString::fromStdString(info.help), {},
               last.join(QStringLiteral(" · ")));
}

const KindInfo* choiceInfo(const OptionInfo& option, const std::string& choice) {
    if (option.name == "activation" || option.name == "function") return findKind(activationInfos(), choice);
    if (option.name == "init") return findKind(initialiserInfos(), choice);
    if (option.name == "optimizer") return findKind(optimizerInfos(), choice);
    if (option.name == "racer") return findRacerKind(choice);
    if (option.name == "schedule") return findKind(scheduleInfos(), choice);
    if (option.name == "loss") return findKind(lossInfos(), choice);
    return nullptr;
}

QString valueText(const OptionInfo& info, const OptionValue& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? tr("on") : tr("off");
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (info.type != OptionType::Choice) return QString::fromStdString(*text);
        if (const KindInfo* kind = choiceInfo(info, *text)) return QString::fromStdString(kind->title);
        QString word = QString::fromStdString(*text).replace(QLatin1Char('_'), QLatin1Char(' '));
        if (!word.isEmpty()) word[0] = word[0].toUpper();
        return word;
    }
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole && *whole != 0) return QString::number(*whole);
    const double number = whole ? static_cast<double>(*whole) : std::get<double>(value);
    if (info.name == "noise" || info.name == "validation")
        return tr("%1 %").arg(numberText(std::round(number * 1e8) / 1e6));
    if (number == 0) {
        if (info.name == "batch") return tr("full");
        if (info.name == "patience" || info.name.starts_with("clip_")) return tr("off");
    }
    return numberText(number);
}

}  // namespace glassbox
