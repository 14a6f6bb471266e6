#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the deliberately undefined registers of its own AVX-512 header for a mistake (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "engine/explain/landscape_plane.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr std::uint64_t directionPurpose = 60;  // of Random::forPurpose

/// True for each parameter that training may change.
std::vector<bool> trained(const Network& network) {
    std::vector<bool> result(network.parameters().size());
    for (const auto& [first, last] : network.trainedRanges())
        std::fill(result.begin() + first, result.begin() + last, true);
    return result;
}

/// Where the numbers of one filter (incoming weights of a unit) lie: PyTorch's first index fixed, all others running.
std::vector<std::size_t> filterPlaces(const ParameterPlace& place, Index filter) {
    std::vector<std::size_t> places{static_cast<std::size_t>(place.offset + filter * place.info.strides[0])};
    for (std::size_t axis = 1; axis < place.info.shape.size(); ++axis) {
        std::vector<std::size_t> more;
        for (const std::size_t from : places)
            for (Index i = 0; i < place.info.shape[axis]; ++i)
                more.push_back(from + static_cast<std::size_t>(i * place.info.strides[axis]));
        places = std::move(more);
    }
    return places;
}

std::vector<double> randomDirection(const Network& network, WeightPoint through, Random& random) {
    std::vector<double> direction(through.size(), 0);
    const std::vector<bool> learns = trained(network);
    for (const ParameterPlace& place : network.places()) {
        if (!place.trained || place.info.shape.size() < 2) continue;
        for (Index filter = 0; filter < place.info.shape[0]; ++filter) {
            double own = 0, drawn = 0;
            const std::vector<std::size_t> places = filterPlaces(place, filter);
            for (const std::size_t i : places) {
                const double number = random.normal();  // also where it is not used: frozen parts shift nothing
                if (!learns[i]) continue;
                direction[i] = number;
                drawn += number * number;
                own += static_cast<double>(through[i]) * static_cast<double>(through[i]);
            }
            const double scale = drawn > 0 ? std::sqrt(own / drawn) : 0;
            for (const std::size_t i : places) direction[i] *= scale;
        }
    }
    return direction;
}

/// Eigenvectors of the two largest eigenvalues of A^T A, for A with many rows: from the small matrix where that is
/// cheap, else by subspace iteration (Rayleigh and Ritz) with a few vectors to spare.
struct Largest {
    Eigen::Vector2d values;
    Eigen::MatrixXd vectors;  // two columns
};

Largest largestOf(const Eigen::MatrixXd& a) {
    constexpr Index exact = 400, width = 8;
    constexpr int rounds = 300;
    const auto solve = [](const Eigen::MatrixXd& matrix) {
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
        const Eigen::VectorXd values = solver.eigenvalues().reverse();
        const Eigen::MatrixXd vectors = solver.eigenvectors().rowwise().reverse();
        return Largest{values.head<2>(), vectors.leftCols<2>()};
    };
    if (a.cols() <= exact) return solve(a.transpose() * a);
    Random random(1);
    Eigen::MatrixXd basis(a.cols(), width);
    for (Index i = 0; i < basis.size(); ++i) basis.data()[i] = random.normal();
    Eigen::Vector2d before = Eigen::Vector2d::Zero();
    Largest inside;
    for (int round = 0; round < rounds; ++round) {
        const Eigen::HouseholderQR<Eigen::MatrixXd> qr(basis);
        const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(a.cols(), width);
        const Eigen::MatrixXd image = a * q;
        inside = solve(image.transpose() * image);
        inside.vectors = q * inside.vectors;
        if ((inside.values - before).norm() <= 1e-13 * inside.values.norm()) break;
        before = inside.values;
        basis = a.transpose() * image;
    }
    return inside;
}

/// An eigenvector may point either way: the largest component decides, so that pictures never flip.
Eigen::VectorXd directed(Eigen::VectorXd vector) {
    Index largest = 0;
    for (Index i = 1; i < vector.size(); ++i)
        if (std::abs(vector[i]) > std::abs(vector[largest]) * (1 + 1e-9)) largest = i;
    return vector[largest] < 0 ? Eigen::VectorXd(-vector) : vector;
}

/// Some direction at a right angle to a unit vector: from the axis that lies farthest from it.
Eigen::VectorXd besides(const Eigen::VectorXd& unit) {
    Index flattest = 0;
    unit.cwiseAbs().minCoeff(&flattest);
    Eigen::VectorXd other = Eigen::VectorXd::Unit(unit.size(), flattest);
    other -= unit.dot(other) * unit;
    return other.normalized();
}

std::vector<double> numbers(const Eigen::VectorXd& vector) {
    return {vector.begin(), vector.end()};
}

}  // namespace

LandscapePlane LandscapePlane::ofRandomDirections(const Network& network, WeightPoint through, std::uint64_t seed) {
    Random random = Random::forPurpose(seed, directionPurpose);
    std::vector<double> first = randomDirection(network, through, random);
    std::vector<double> second = randomDirection(network, through, random);
    const auto isZero = [](double value) { return value == 0; };
    if (std::all_of(first.begin(), first.end(), isZero))
        throw Error(
            "All weights are zero here, so that random directions scaled to them are zero as well; choose another "
            "plane.");
    return {{through.begin(), through.end()}, std::move(first), std::move(second)};
}

LandscapePlane LandscapePlane::ofComponents(WeightPoint through, const std::vector<WeightPoint>& points) {
    const auto size = static_cast<Index>(through.size()), count = static_cast<Index>(points.size());
    if (size < 2) throw Error("A plane needs a network with at least two parameters.");
    Eigen::MatrixXd centred(size, count);
    for (Index k = 0; k < count; ++k)
        for (Index i = 0; i < size; ++i)
            centred(i, k) = static_cast<double>(points[static_cast<std::size_t>(k)][static_cast<std::size_t>(i)]);
    if (count > 0) centred.colwise() -= centred.rowwise().mean().eval();
    const double all = centred.squaredNorm();
    if (!(all > 0)) throw Error("The path does not move, so that it has no principal components.");

    Eigen::VectorXd first, second;
    Eigen::Vector2d values;
    // Components are eigenvectors of A A^T; from those of A^T A by A v / |A v| where there are fewer points.
    if (count < size) {
        Eigen::MatrixXd padded = centred;
        if (count < 2) padded.conservativeResizeLike(Eigen::MatrixXd::Zero(size, 2));
        const Largest largest = largestOf(padded);
        values = largest.values;
        first = padded * largest.vectors.col(0);
        second = padded * largest.vectors.col(1);
    } else {
        const Largest largest = largestOf(centred.transpose());
        values = largest.values;
        first = largest.vectors.col(0);
        second = largest.vectors.col(1);
    }
    first.normalize();
    second -= first.dot(second) * first;
    // Engine numbers have 7 digits: what is less is rounding.
    second = values[1] > 1e-12 * values[0] && second.norm() > 0 ? second.normalized().eval() : besides(first);
    LandscapePlane plane({through.begin(), through.end()}, numbers(directed(first)), numbers(directed(second)));
    plane.m_firstShare = std::clamp(values[0] / all, 0.0, 1.0);
    plane.m_secondShare = std::clamp(values[1] / all, 0.0, 1.0);
    return plane;
}

}  // namespace glassbox
