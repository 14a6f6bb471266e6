#include "engine/experiment/kinds.h"

#include "engine/data/dataset.h"
#include "engine/experiment/names.h"
#include "engine/nn/layer.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"

namespace glassbox {

namespace {

template <typename Info>
std::vector<const KindInfo*> pointers(const std::vector<Info>& infos) {
    std::vector<const KindInfo*> result;
    result.reserve(infos.size());
    for (const Info& info : infos) result.push_back(&info);
    return result;
}

const char* noun(SpecRole role) {
    switch (role) {
        case SpecRole::Data:
            return "kind of data";
        case SpecRole::Layer:
            return "layer";
        case SpecRole::Loss:
            return "loss";
        case SpecRole::Optimizer:
            return "optimizer";
        case SpecRole::Schedule:
            return "schedule";
    }
    return "kind";
}

}  // namespace

const char* kindKey(SpecRole role) {
    return role == SpecRole::Layer ? "layer" : "kind";
}

std::vector<const KindInfo*> kindsFor(SpecRole role) {
    switch (role) {
        case SpecRole::Data:
            return pointers(dataInfos());
        case SpecRole::Layer:
            return pointers(layerInfos());
        case SpecRole::Loss:
            return pointers(lossInfos());
        case SpecRole::Optimizer:
            return pointers(optimizerInfos());
        case SpecRole::Schedule:
            return pointers(scheduleInfos());
    }
    return {};
}

const KindInfo* findKind(SpecRole role, std::string_view kind) {
    for (const KindInfo* info : kindsFor(role))
        if (info->kind == kind) return info;
    return nullptr;
}

const KindInfo& requireKind(SpecRole role, std::string_view kind, const std::string& path) {
    if (const KindInfo* info = findKind(role, kind)) return *info;
    std::vector<std::string> names;
    for (const KindInfo* info : kindsFor(role)) names.push_back(info->kind);
    throw Error(path + ": there is no " + noun(role) + " " + inQuotes(kind) + suggestion(kind, names));
}

Options requireOptions(const KindInfo& info, const Options& options, const std::string& path) {
    for (const auto& [name, value] : options)
        if (!info.option(name)) refuseKey(name, path, info);
    return checkedOptions(info, options, path);
}

void refuseKey(const std::string& key, const std::string& path, const KindInfo& info, std::vector<std::string> more) {
    std::vector<std::string> names = std::move(more);
    for (const OptionInfo& option : info.options) names.push_back(option.name);
    throw Error((path.empty() ? path : path + '.') + keyInPath(key) + ": unknown key" + suggestion(key, names));
}

std::string keyInPath(std::string_view key) {
    const std::string text = inQuotes(key);
    return text.substr(1, text.size() - 2);
}

}  // namespace glassbox
