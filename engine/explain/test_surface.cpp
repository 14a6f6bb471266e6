#include "engine/explain/test_surface.h"

#include "engine/explain/test_surface_kind.h"
#include "engine/nn/error.h"
#include "engine/nn/quote.h"

namespace glassbox {

TestSurface::~TestSurface() = default;

const std::vector<SurfaceInfo>& testSurfaceInfos() {
    static const std::vector<SurfaceInfo> infos = [] {
        std::vector<SurfaceInfo> all = quadraticSurfaces();
        for (SurfaceInfo& info : valleySurfaces()) all.push_back(std::move(info));
        for (SurfaceInfo& info : ruggedSurfaces()) all.push_back(std::move(info));
        return all;
    }();
    return infos;
}

const SurfaceInfo* findTestSurface(std::string_view kind) {
    for (const SurfaceInfo& info : testSurfaceInfos())
        if (info.kind == kind) return &info;
    return nullptr;
}

std::shared_ptr<const TestSurface> makeTestSurface(const Spec& spec) {
    if (const SurfaceInfo* info = findTestSurface(spec.kind))
        return info->make(*info, checkedOptions(*info, spec.options, "surface"));
    std::string known;
    for (const SurfaceInfo& info : testSurfaceInfos()) known += (known.empty() ? "" : ", ") + info.kind;
    throw Error("surface.kind: there is no surface called " + inQuotes(spec.kind) + "; use one of " + known + ".");
}

}  // namespace glassbox
