#include "engine/data/generator.h"

namespace glassbox {

const std::vector<Generator>& generators() {
    static const std::vector<Generator> all = [] {
        std::vector<Generator> list = classGenerators();
        for (Generator& generator : valueGenerators()) list.push_back(std::move(generator));
        return list;
    }();
    return all;
}

const Generator* findGenerator(std::string_view kind) {
    for (const Generator& generator : generators()) {
        if (generator.info.kind == kind) return &generator;
    }
    return nullptr;
}

OptionInfo validationOption() {
    return {.name = "validation",
            .label = "Validation",
            .type = OptionType::Real,
            .standard = 0.3,
            .minimum = 0,
            .maximum = 0.9,
            .help =
                "Share of the samples that are kept out of training, to see whether the network does well on samples "
                "it never learned from."};
}

OptionInfo normaliseOption() {
    return {.name = "normalise",
            .label = "Normalise",
            .type = OptionType::Flag,
            .standard = false,
            .help = "Shifts and scales every feature to mean 0 and standard deviation 1 over the training part."};
}

std::vector<OptionInfo> generatorOptions(std::vector<OptionInfo> own, Task task) {
    own.push_back({.name = "points",
                   .label = "Points",
                   .type = OptionType::Integer,
                   .standard = std::int64_t{500},
                   .minimum = 10,
                   .maximum = 20000,
                   .help = "How many points are drawn, training and validation part together."});
    own.push_back(
        {.name = "noise",
         .label = "Noise",
         .type = OptionType::Real,
         .standard = 0.05,
         .minimum = 0,
         .maximum = 1,
         .help = task == Task::Classification
                     ? "Standard deviation of what is added to both coordinates, as a share of the shape's radius "
                       "of 5: 0.1 moves points by about 0.5."
                     : "Standard deviation of what is added to the target, as a share of its range of 2 (from -1 to "
                       "1): 0.1 moves values by about 0.2."});
    own.push_back(validationOption());
    own.push_back(normaliseOption());
    return own;
}

GeneratedPoints generatePoints(const Generator& generator, const Options& options, std::uint64_t seed) {
    const auto count = static_cast<Index>(options.integer("points"));
    const double noise = options.real("noise");
    // The noise has numbers of its own, so that more noise moves the same points further.
    Random random = Random::forPurpose(seed, purpose::data);
    Random noiseRandom(random.next());
    GeneratedPoints result;
    result.inputs.resize(generator.info.inputs, count);
    if (generator.classes) {
        result.classes = generator.classes(options);
        const auto draw = generator.points(options, random);
        result.labels.reserve(static_cast<std::size_t>(count));
        for (Index i = 0; i < count; ++i) {
            const Index label = i % result.classes;
            const Point point = draw(label, i / result.classes, random);
            for (Index k = 0; k < 2; ++k) {
                const double moved = point[static_cast<std::size_t>(k)] + noise * shapeRadius * noiseRandom.normal();
                result.inputs(k, i) = static_cast<Scalar>(moved);
            }
            result.labels.push_back(label);
        }
        return result;
    }
    const auto target = generator.target(options);
    result.values.reserve(static_cast<std::size_t>(count));
    for (Index i = 0; i < count; ++i) {
        Point point{};
        for (Index k = 0; k < generator.info.inputs; ++k) {
            point[static_cast<std::size_t>(k)] = random.uniform(-shapeRadius, shapeRadius);
            result.inputs(k, i) = static_cast<Scalar>(point[static_cast<std::size_t>(k)]);
        }
        constexpr double targetRange = 2;
        result.values.push_back(target(point) + noise * targetRange * noiseRandom.normal());
    }
    return result;
}

}  // namespace glassbox
