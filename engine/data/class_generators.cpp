#include "engine/data/generator.h"

#include <cmath>
#include <numbers>

namespace glassbox {

namespace {

using Source = std::function<Point(Index, Index, Random&)>;
constexpr double pi = std::numbers::pi;

OptionInfo classesOption(std::int64_t standard, std::string help) {
    return {.name = "classes",
            .label = "Classes",
            .type = OptionType::Integer,
            .standard = standard,
            .minimum = 2,
            .maximum = 6,
            .help = std::move(help)};
}

Index chosenClasses(const Options& options) {
    return static_cast<Index>(options.integer("classes"));
}
Index twoClasses(const Options&) {
    return 2;
}
Index arms(const Options& options) {
    return static_cast<Index>(options.integer("arms"));
}

Point onCircle(double radius, double angle) {
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

Source gaussians(const Options& options, Random&) {
    const auto classes = static_cast<double>(chosenClasses(options));
    return [classes](Index label, Index, Random& random) {
        // Two clouds lie on the diagonal; more go on from there around the centre.
        const Point centre = onCircle(3.5, pi / 4 + 2 * pi * static_cast<double>(label) / classes);
        return Point{centre[0] + 0.5 * random.normal(), centre[1] + 0.5 * random.normal()};
    };
}

Source circle(const Options& options, Random&) {
    // A disc and rings of the same width, with gaps of 0.4 widths in between.
    const auto classes = static_cast<double>(chosenClasses(options));
    const double width = shapeRadius / (classes + 0.4 * (classes - 1));
    return [width](Index label, Index, Random& random) {
        const double inner = 1.4 * width * static_cast<double>(label);
        const double outer = inner + width;
        const double radius = std::sqrt(random.uniform(inner * inner, outer * outer));  // even over the area
        return onCircle(radius, random.uniform(0, 2 * pi));
    };
}

Source exclusiveOr(const Options&, Random&) {
    return [](Index label, Index turn, Random& random) {
        const double x = random.uniform(0.3, shapeRadius);
        const double y = random.uniform(0.3, shapeRadius);
        const double sign = turn % 2 == 0 ? 1 : -1;
        return Point{sign * x, label == 0 ? sign * y : -sign * y};
    };
}

Source moons(const Options&, Random&) {
    return [](Index label, Index, Random& random) {
        // Half circles of radius 1 around (0, 0) and (1, 0.5), centred and enlarged to reach from -5 to 5.
        const double angle = random.uniform(0, pi);
        const double x = label == 0 ? std::cos(angle) : 1 - std::cos(angle);
        const double y = label == 0 ? std::sin(angle) : 0.5 - std::sin(angle);
        return Point{(x - 0.5) * shapeRadius / 1.5, (y - 0.25) * shapeRadius / 1.5};
    };
}

Source spiral(const Options& options, Random&) {
    const auto count = static_cast<double>(arms(options));
    const double turns = options.real("turns");
    return [count, turns](Index label, Index, Random& random) {
        // The arms begin a little off the centre, where they would all be one point.
        const double t = random.uniform(0.06, 1);
        return onCircle(shapeRadius * t, 2 * pi * (turns * t + static_cast<double>(label) / count));
    };
}

Source checkerboard(const Options& options, Random&) {
    // 4 x 4 fields; each row begins a field or two further on, so that equal fields never share a side.
    const Index classes = chosenClasses(options);
    const Index shift = classes <= 3 ? 1 : 2;
    std::vector<std::vector<Point>> fields(static_cast<std::size_t>(classes));
    for (Index row = 0; row < 4; ++row) {
        for (Index column = 0; column < 4; ++column) {
            fields[static_cast<std::size_t>((column + shift * row) % classes)].push_back(
                {2.5 * static_cast<double>(column) - shapeRadius, 2.5 * static_cast<double>(row) - shapeRadius});
        }
    }
    return [fields](Index label, Index turn, Random& random) {
        const auto& own = fields[static_cast<std::size_t>(label)];
        const Point& corner = own[static_cast<std::size_t>(turn) % own.size()];
        return Point{corner[0] + random.uniform(0, 2.5), corner[1] + random.uniform(0, 2.5)};
    };
}

Source blobs(const Options& options, Random& random) {
    const Index classes = chosenClasses(options);
    const auto each = static_cast<Index>(options.integer("blobs"));
    std::vector<Point> centres;
    double apart = 2.5;
    while (static_cast<Index>(centres.size()) < classes * each) {
        const Point candidate{random.uniform(-4, 4), random.uniform(-4, 4)};
        bool free = true;
        for (const Point& centre : centres) {
            free = free && std::hypot(candidate[0] - centre[0], candidate[1] - centre[1]) >= apart;
        }
        if (free) {
            centres.push_back(candidate);
        } else {
            apart *= 0.99;  // where it gets crowded they move closer together
        }
    }
    return [centres, classes, each](Index label, Index turn, Random& numbers) {
        const Point& centre = centres[static_cast<std::size_t>(turn % each * classes + label)];
        return Point{centre[0] + 0.35 * numbers.normal(), centre[1] + 0.35 * numbers.normal()};
    };
}

Generator entry(std::string kind, std::string title, std::string help, std::vector<OptionInfo> own,
                Index (*classes)(const Options&), Source (*points)(const Options&, Random&)) {
    Generator generator;
    generator.info.kind = std::move(kind);
    generator.info.title = std::move(title);
    generator.info.help = std::move(help);
    generator.info.options = generatorOptions(std::move(own), Task::Classification);
    generator.info.task = Task::Classification;
    generator.classes = classes;
    generator.points = points;
    return generator;
}

OptionInfo turnsOption() {
    return {.name = "turns",
            .label = "Turns",
            .type = OptionType::Real,
            .standard = 1.0,
            .minimum = 0.25,
            .maximum = 4,
            .help = "How often each arm winds around the centre. Two turns are hard, three very hard."};
}

OptionInfo armsOption() {
    return {.name = "arms",
            .label = "Arms",
            .type = OptionType::Integer,
            .standard = std::int64_t{2},
            .minimum = 2,
            .maximum = 6,
            .help = "Number of arms; each is a class."};
}

OptionInfo blobsOption() {
    return {.name = "blobs",
            .label = "Blobs a class",
            .type = OptionType::Integer,
            .standard = std::int64_t{2},
            .minimum = 1,
            .maximum = 5,
            .help =
                "How many blobs belong to each class. With one, straight borders are often enough; with more they are "
                "not."};
}

}  // namespace

std::vector<Generator> classGenerators() {
    return {
        entry("gaussians", "Gaussians",
              "One round cloud for each class. The easiest shape: straight lines separate the clouds, so a single "
              "layer without "
              "hidden units is enough.",
              {classesOption(2, "Number of clouds; each is a class.")}, chosenClasses, gaussians),
        entry("circle", "Circle",
              "A disc with rings around it. A straight line can't separate them; three hidden units can fence the disc "
              "in, and with "
              "the squares of x1 and x2 as features one unit is enough.",
              {classesOption(2, "The disc and its rings; each is a class.")}, chosenClasses, circle),
        entry("xor", "XOR",
              "Class 1 where exactly one of x1 and x2 is positive. A straight line can't separate the classes, which "
              "is why a single "
              "unit fails; two hidden units or the feature x1*x2 solve it.",
              {}, twoClasses, exclusiveOr),
        entry("moons", "Moons",
              "Two half circles that reach into each other. A straight line gets most points right, but only a bent "
              "border gets all.",
              {}, twoClasses, moons),
        entry("spiral", "Spiral",
              "Arms that wind around each other. The border has to wind as well: a good test for hidden layers, "
              "patience and the "
              "learning rate.",
              {turnsOption(), armsOption()}, arms, spiral),
        entry("checkerboard", "Checkerboard",
              "Four by four fields. The border needs many corners, so small networks can only learn a part of it.",
              {classesOption(2, "Number of classes that take turns on the fields.")}, chosenClasses, checkerboard),
        entry("blobs", "Blobs",
              "Small round clouds at random places, several for each class; another seed places them anew. Regions of "
              "one class "
              "need not be connected.",
              {classesOption(3, "Number of classes."), blobsOption()}, chosenClasses, blobs),
    };
}

}  // namespace glassbox
