#pragma once

#include "engine/nn/tensor.h"

#include <cstring>

/// Small building blocks of the matrix products: short vectors of the processor's width, and one tile of a product held
/// in registers. Written with the compiler's own vector types, so that they compile at every processor level and for
/// double.
namespace glassbox {

#if defined(__AVX512F__)
inline constexpr int nativeBytes = 64;
#elif defined(__AVX__)
inline constexpr int nativeBytes = 32;
#else
inline constexpr int nativeBytes = 16;
#endif
inline constexpr int nativeLanes = nativeBytes / static_cast<int>(sizeof(Scalar));

template <int L>
struct Lanes {
    typedef Scalar Type __attribute__((vector_size(L * sizeof(Scalar))));

    static Type load(const Scalar* p) {
        Type v;
        std::memcpy(&v, p, sizeof v);
        return v;
    }
    static void store(Scalar* p, Type v) { std::memcpy(p, &v, sizeof v); }
};

/// Stores V vectors, of which the first `rows` numbers count: whole vectors where they fit in front of `end`, so that
/// what is stored too much is overwritten by the column that follows; otherwise number by number.
template <int L, int V>
inline __attribute__((always_inline)) void storeColumn(Scalar* c, const typename Lanes<L>::Type (&values)[V],
                                                       Index rows, const Scalar* end) {
    if (rows == V * L || end - c >= V * L) {
        for (int v = 0; v < V; ++v) Lanes<L>::store(c + v * L, values[v]);
        return;
    }
    alignas(64) Scalar whole[V * L];
    for (int v = 0; v < V; ++v) Lanes<L>::store(whole + v * L, values[v]);
    for (Index i = 0; i < rows; ++i) c[i] = whole[i];
}

/// One side of a product: element (i, j) lies at data[i * row + j * col].
struct Factor {
    const Scalar* data;
    Index row;
    Index col;
};

/// A tile of C = start + A B with V * L rows (of which `rows` are stored) and C columns. `a` holds a full V * L numbers
/// at every step of `aStep`; b(k, j) = b.data[k * b.row + j * b.col]. `start` is a column of V * L numbers, null for
/// zero; with `accumulate` the tile adds to what is there (all rows must then be stored).
template <int L, int V, int C>
inline __attribute__((always_inline)) void productTile(const Scalar* a, Index aStep, Index depth, Factor b, Scalar* c,
                                                       Index cStep, Index rows, const Scalar* end, const Scalar* start,
                                                       bool accumulate) {
    using Vector = typename Lanes<L>::Type;
    Vector sum[C][V];
    for (int j = 0; j < C; ++j)
        for (int v = 0; v < V; ++v) {
            if (accumulate)
                sum[j][v] = Lanes<L>::load(c + j * cStep + v * L);
            else
                sum[j][v] = start ? Lanes<L>::load(start + v * L) : Vector{};
        }
    const Scalar* column[C];
    for (int j = 0; j < C; ++j) column[j] = b.data + j * b.col;
    for (Index k = 0; k < depth; ++k) {
        Vector left[V];
        for (int v = 0; v < V; ++v) left[v] = Lanes<L>::load(a + v * L);
        for (int j = 0; j < C; ++j) {
            const Scalar right = column[j][k * b.row];
            for (int v = 0; v < V; ++v) sum[j][v] += left[v] * right;
        }
        a += aStep;
    }
    for (int j = 0; j < C; ++j) storeColumn<L, V>(c + j * cStep, sum[j], rows, end);
}

}  // namespace glassbox
