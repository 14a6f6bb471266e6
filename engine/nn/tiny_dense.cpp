#include "engine/nn/tiny_dense.h"

#include "engine/nn/lanes.h"

#include <algorithm>

namespace glassbox::tiny {

namespace {

/// Rows are padded to R = 4, 8, 16 or 32 numbers.
template <int R>
struct Width {
    static constexpr int lanes = R < nativeLanes ? R : nativeLanes;
    static constexpr int vectors = R / lanes;
    static constexpr int columns = vectors > 4 ? 1 : vectors > 2 ? 2 : 4;
};

/// C = start + A B over all columns: several at a time, so that a column of A is loaded once for several samples. `end`
/// is the end of C.
template <int R, int C>
inline void columns(const Scalar* a, Index depth, Factor b, Scalar* c, Index rows, Index cols, const Scalar* end,
                    const Scalar* start, bool accumulate) {
    using W = Width<R>;
    Index j = 0;
    for (; j + C <= cols; j += C)
        productTile<W::lanes, W::vectors, C>(a, R, depth, {b.data + j * b.col, b.row, b.col}, c + j * rows, rows, rows,
                                             end, start, accumulate);
    if constexpr (C > 1)
        if (j < cols)
            columns<R, C / 2>(a, depth, {b.data + j * b.col, b.row, b.col}, c + j * rows, rows, cols - j, end, start,
                              accumulate);
}

/// A with every column R numbers long; the matrix itself if it already is. What lies behind the rows is arbitrary: it
/// ends up in rows of the product that nobody stores.
template <int R>
inline const Scalar* widened(Scalar* room, const Scalar* a, Index rows, Index cols) {
    if (rows == R) return a;
    using L = Lanes<Width<R>::lanes>;
    const Scalar* end = a + rows * cols;
    Scalar* to = room;
    for (; a + R <= end; a += rows, to += R)
        for (int v = 0; v < R; v += Width<R>::lanes) L::store(to + v, L::load(a + v));
    for (; a < end; a += rows, to += R)
        for (Index i = 0; i < R; ++i) to[i] = i < rows ? a[i] : Scalar(0);
    return room;
}

template <int R>
void forwardRows(const Scalar* w, const Scalar* b, const Scalar* x, Scalar* z, Index in, Index out, Index samples) {
    alignas(64) Scalar room[R * widest];
    alignas(64) Scalar start[R];
    for (Index i = 0; i < R; ++i) start[i] = b && i < out ? b[i] : Scalar(0);
    columns<R, Width<R>::columns>(widened<R>(room, w, out, in), in, {x, 1, in}, z, out, samples, z + out * samples,
                                  start, false);
}

/// dx = W^T dz: the forward product with W transposed.
template <int R>
void inputGradientRows(const Scalar* w, const Scalar* dz, Scalar* dx, Index in, Index out, Index samples) {
    alignas(64) Scalar transposed[R * widest];
    for (Index o = 0; o < out; ++o) {
        for (Index i = 0; i < in; ++i) transposed[o * R + i] = w[i * out + o];
        for (Index i = in; i < R; ++i) transposed[o * R + i] = 0;
    }
    columns<R, Width<R>::columns>(transposed, out, {dz, 1, out}, dx, in, samples, dx + in * samples, nullptr, false);
}

/// dW = dz x^T with the sums of several columns of dW in registers, and db along the way. Samples come in blocks, so
/// that a small room is enough for dz.
template <int R>
void parameterGradientRows(const Scalar* x, const Scalar* dz, Scalar* dw, Scalar* db, Index in, Index out,
                           Index samples) {
    using W = Width<R>;
    using L = Lanes<W::lanes>;
    constexpr Index block = 64;
    constexpr int together = W::vectors > 4 ? 2 : W::vectors > 1 ? 4 : 8;
    alignas(64) Scalar room[R * block];
    alignas(64) Scalar wide[R * widest];
    // The sums of several blocks must add up in whole vectors.
    const bool inPlace = out == R || samples <= block;
    Scalar* const sums = inPlace ? dw : wide;
    const Index rows = inPlace ? out : R;
    typename L::Type bias[W::vectors] = {};
    for (Index first = 0; first < samples || first == 0; first += block) {
        const Index count = std::min(block, samples - first);
        const Scalar* d = widened<R>(room, dz + first * out, out, count);
        columns<R, together>(d, count, {x + first * in, in, 1}, sums, rows, in, sums + rows * in, nullptr, first > 0);
        for (Index n = 0; db && n < count; ++n)
            for (int v = 0; v < W::vectors; ++v) bias[v] += L::load(d + n * R + v * W::lanes);
    }
    for (Index i = 0; !inPlace && i < in; ++i)
        for (Index o = 0; o < out; ++o) dw[i * out + o] = wide[i * R + o];
    if (db) storeColumn<W::lanes, W::vectors>(db, bias, out, nullptr);
}

// One unit: the weights lie along the inputs, so the inputs are the vector.

void forwardOne(const Scalar* w, Scalar b, const Scalar* x, Scalar* z, Index in, Index samples) {
    for (Index n = 0; n < samples; ++n) {
        Scalar sum = b;
        for (Index i = 0; i < in; ++i) sum += w[i] * x[n * in + i];
        z[n] = sum;
    }
}

/// The sum in pairs: a fixed order that the compiler can vectorise.
template <int In>
void forwardOneOf(const Scalar* w, Scalar b, const Scalar* x, Scalar* z, Index samples) {
    for (Index n = 0; n < samples; ++n, x += In) {
        Scalar products[In];
        for (int i = 0; i < In; ++i) products[i] = w[i] * x[i];
        for (int half = In / 2; half > 0; half /= 2)
            for (int i = 0; i < half; ++i) products[i] += products[i + half];
        z[n] = b + products[0];
    }
}

template <typename Run>
void withRows(Index rows, Run run) {
    if (rows <= 4)
        run.template operator()<4>();
    else if (rows <= 8)
        run.template operator()<8>();
    else if (rows <= 16)
        run.template operator()<16>();
    else
        run.template operator()<32>();
}

}  // namespace

void forward(const Scalar* w, const Scalar* b, const Scalar* x, Scalar* z, Index in, Index out, Index samples) {
    if (out == 1) {
        const Scalar bias = b ? *b : Scalar(0);
        if (in == 16) return forwardOneOf<16>(w, bias, x, z, samples);
        if (in == 8) return forwardOneOf<8>(w, bias, x, z, samples);
        if (in == 4) return forwardOneOf<4>(w, bias, x, z, samples);
        return forwardOne(w, bias, x, z, in, samples);
    }
    withRows(out, [&]<int R> { forwardRows<R>(w, b, x, z, in, out, samples); });
}

void backward(const Scalar* w, const Scalar* x, const Scalar* dz, Scalar* dw, Scalar* db, Scalar* dx, Index in,
              Index out, Index samples) {
    if (out == 1) {
        // dw (in x 1) = x dz^T: the inputs are the rows.
        withRows(in, [&]<int R> { parameterGradientRows<R>(dz, x, dw, nullptr, 1, in, samples); });
        if (db) {
            *db = 0;
            for (Index n = 0; n < samples; ++n) *db += dz[n];
        }
        for (Index n = 0; dx && n < samples; ++n)
            for (Index i = 0; i < in; ++i) dx[n * in + i] = w[i] * dz[n];
        return;
    }
    withRows(out, [&]<int R> { parameterGradientRows<R>(x, dz, dw, db, in, out, samples); });
    if (dx) withRows(in, [&]<int R> { inputGradientRows<R>(w, dz, dx, in, out, samples); });
}

}  // namespace glassbox::tiny
