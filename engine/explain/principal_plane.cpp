#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the deliberately undefined registers of its own AVX-512 header for a mistake (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "engine/explain/principal_plane.h"

#include "engine/nn/random.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Eigenvalues of a symmetric matrix, falling, with their vectors as columns: at least the two largest.
struct Largest {
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;
};

Largest solve(const Eigen::MatrixXd& matrix) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    return {solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
}

/// For large matrices: subspace iteration with a few vectors to spare, solved exactly inside the subspace (Rayleigh and
/// Ritz).
Largest iterate(const Eigen::MatrixXd& matrix) {
    constexpr Index width = 8;
    constexpr int rounds = 60;
    Random random(1);
    Eigen::MatrixXd basis(matrix.rows(), width);
    for (Index i = 0; i < basis.size(); ++i) basis.data()[i] = random.normal();
    for (int round = 0; round < rounds; ++round) {
        const Eigen::HouseholderQR<Eigen::MatrixXd> qr(matrix * basis);
        basis = qr.householderQ() * Eigen::MatrixXd::Identity(matrix.rows(), width);
    }
    const Largest inside = solve(basis.transpose() * matrix * basis);
    return {inside.values, basis * inside.vectors};
}

/// An eigenvector may point either way: the largest component decides, so that a picture never flips from one run to
/// the next.
std::vector<double> directed(const Eigen::VectorXd& vector, const std::vector<Index>& rows, Index size) {
    Index largest = 0;
    for (Index i = 1; i < vector.size(); ++i) {
        if (std::abs(vector[i]) > std::abs(vector[largest]) + 1e-9) largest = i;
    }
    const double sign = vector[largest] < 0 ? -1 : 1;
    std::vector<double> result(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < rows.size(); ++i)
        result[static_cast<std::size_t>(rows[i])] = sign * vector[static_cast<Index>(i)];
    return result;
}

}  // namespace

PrincipalPlane principalPlane(const Matrix& inputs, const std::vector<bool>& used) {
    const Index samples = inputs.cols();
    const auto n = static_cast<double>(std::max<Index>(samples, 1));
    PrincipalPlane plane;
    std::vector<Index> rows;
    for (Index i = 0; i < inputs.rows(); ++i) {
        double sum = 0;
        for (Index k = 0; k < samples; ++k) sum += inputs(i, k);
        const double mean = sum / n;
        double squares = 0;
        for (Index k = 0; k < samples; ++k) squares += (inputs(i, k) - mean) * (inputs(i, k) - mean);
        const double deviation = std::sqrt(squares / n);
        plane.mean.push_back(mean);
        plane.deviation.push_back(deviation > 1e-7 * std::abs(mean) && std::isfinite(1 / deviation) ? deviation : 1);
        if (used[static_cast<std::size_t>(i)]) rows.push_back(i);
    }
    // The directions come from a few thousand evenly spaced samples where all of them would take too long.
    const auto width = static_cast<Index>(rows.size());
    const Index enough = std::max<Index>(1000, Index{2'000'000'000} / (width * width));
    const Index stride = std::max<Index>(1, samples / enough);
    Eigen::MatrixXd standardised(width, (samples + stride - 1) / stride);
    for (Index k = 0; k < standardised.cols(); ++k) {
        for (Index i = 0; i < width; ++i) {
            const auto row = static_cast<std::size_t>(rows[static_cast<std::size_t>(i)]);
            standardised(i, k) =
                (inputs(rows[static_cast<std::size_t>(i)], k * stride) - plane.mean[row]) / plane.deviation[row];
        }
    }
    const Eigen::MatrixXd covariance =
        standardised * standardised.transpose() / static_cast<double>(std::max<Index>(standardised.cols(), 1));
    const Largest largest = width <= 150 ? solve(covariance) : iterate(covariance);
    plane.first = directed(largest.vectors.col(0), rows, inputs.rows());
    plane.second = directed(largest.vectors.col(1), rows, inputs.rows());
    if (const double total = covariance.trace(); total > 0) {
        plane.firstShare = std::max(0.0, largest.values[0] / total);
        plane.secondShare = std::max(0.0, largest.values[1] / total);
    }
    return plane;
}

}  // namespace glassbox
