#include "engine/nn/product.h"

#include <algorithm>

// The usual scheme of a fast product (Goto and van de Geijn 2008), cut down to what dense layers need: a panel of A is
// packed so that it streams, B is read where it is, and a tile of C stays in registers.

namespace glassbox {

namespace {

constexpr int lanes = nativeLanes;
constexpr int panelVectors = 2;
constexpr Index panel = panelVectors * lanes;
constexpr int tileColumns = nativeBytes == 64 ? 8 : 4;
constexpr Index depthBlock = 400;  // a packed panel is then about as large as the first-level cache

using Vector = Lanes<lanes>::Type;

/// Packs `count` rows (the rest of `width` are zeros) of depth steps k into packed[k * width + i].
template <Index width>
void packRows(Scalar* packed, Factor a, Index count, Index depth) {
    constexpr Index ahead = 24;  // columns; the processor does not foresee such wide strides by itself
    constexpr Index line = 64 / static_cast<Index>(sizeof(Scalar));
    for (Index k = 0; k < depth; ++k, packed += width) {
        const Scalar* from = a.data + k * a.col;
        for (Index i = 0; i < width; i += line) __builtin_prefetch(from + ahead * a.col + i);
        if (count == width) {
            std::copy(from, from + width, packed);
        } else {
            for (Index i = 0; i < count; ++i) packed[i] = from[i];
            for (Index i = count; i < width; ++i) packed[i] = 0;
        }
    }
}

/// Swaps the off-diagonal blocks of size S of a square of `lanes` vectors; with S = lanes/2 ... 1 in turn it is a
/// transposition.
template <int S>
inline __attribute__((always_inline)) void transposeStep(Vector (&square)[lanes]) {
    using Mask = std::conditional_t<sizeof(Scalar) == 4, int, long>;
    typedef Mask MaskVector __attribute__((vector_size(nativeBytes)));
    MaskVector low{}, high{};
    for (int i = 0; i < lanes; ++i) {
        low[i] = (i & S) ? lanes + (i - S) : i;
        high[i] = (i & S) ? lanes + i : i + S;
    }
    for (int i = 0; i < lanes; ++i) {
        if (i & S) continue;
        const Vector first = square[i], second = square[i + S];
        square[i] = __builtin_shuffle(first, second, low);
        square[i + S] = __builtin_shuffle(first, second, high);
    }
    if constexpr (S > 1) transposeStep<S / 2>(square);
}

/// The same as packRows for a matrix whose depth runs fastest (a.col == 1).
template <Index width>
void packTransposed(Scalar* packed, Factor a, Index count, Index depth) {
    Index k = 0;
    if (count == width) {
        for (; k + lanes <= depth; k += lanes)
            for (Index i = 0; i < width; i += lanes) {
                Vector square[lanes];
                for (int r = 0; r < lanes; ++r) square[r] = Lanes<lanes>::load(a.data + (i + r) * a.row + k);
                transposeStep<lanes / 2>(square);
                for (int r = 0; r < lanes; ++r) Lanes<lanes>::store(packed + (k + r) * width + i, square[r]);
            }
    }
    for (; k < depth; ++k)
        for (Index i = 0; i < width; ++i) packed[k * width + i] = i < count ? a.data[i * a.row + k] : Scalar(0);
}

template <Index width>
void pack(Scalar* packed, Factor a, Index count, Index depth) {
    if (a.row == 1)
        packRows<width>(packed, a, count, depth);
    else
        packTransposed<width>(packed, a, count, depth);
}

/// All columns of one panel of C. A panel that is not full goes through a small buffer, because sums of several depth
/// blocks must add up in whole vectors.
template <int V, int C, bool unitDepth>
void panelColumns(const Scalar* packed, Index depth, Factor b, Scalar* c, Index cStep, Index rows, Index cols,
                  bool accumulate) {
    constexpr Index width = V * lanes;
    if constexpr (unitDepth)
        b.row = 1;
    else
        b.col = 1;
    Index j = 0;
    for (; j + C <= cols; j += C) {
        const Factor part{b.data + j * b.col, b.row, b.col};
        if (rows == width) {
            productTile<lanes, V, C>(packed, width, depth, part, c + j * cStep, cStep, width, nullptr, nullptr,
                                     accumulate);
        } else {
            alignas(64) Scalar tile[C * width];
            productTile<lanes, V, C>(packed, width, depth, part, tile, width, width, nullptr, nullptr, false);
            for (int t = 0; t < C; ++t) {
                Scalar* to = c + (j + t) * cStep;
                for (Index i = 0; i < rows; ++i) to[i] = (accumulate ? to[i] : Scalar(0)) + tile[t * width + i];
            }
        }
    }
    if constexpr (C > 1) {
        if (j < cols)
            panelColumns<V, C / 2, unitDepth>(packed, depth, {b.data + j * b.col, b.row, b.col}, c + j * cStep, cStep,
                                              rows, cols - j, accumulate);
    }
}

template <int V>
void multiplyPanel(Scalar* packed, Factor a, Factor b, Scalar* c, Index cStep, Index rows, Index cols, Index depth,
                   bool accumulate) {
    pack<V * lanes>(packed, a, rows, depth);
    if (b.row == 1)
        panelColumns<V, tileColumns, true>(packed, depth, b, c, cStep, rows, cols, accumulate);
    else
        panelColumns<V, tileColumns, false>(packed, depth, b, c, cStep, rows, cols, accumulate);
}

/// Few columns: A is used so little that packing it does not pay. Needs a.row == 1 and a.col >= rows. Starts at row
/// `first` and does the rest.
template <int V>
void multiplyDirect(Scalar* c, Index first, Index rows, Index cols, Index depth, Factor a, Factor b) {
    constexpr Index width = V * lanes;
    for (; first + width <= rows; first += width)
        for (Index j = 0; j < cols; ++j)
            productTile<lanes, V, 1>(a.data + first, a.col, depth, {b.data + j * b.col, b.row, b.col},
                                     c + j * rows + first, rows, width, nullptr, nullptr, false);
    if constexpr (V > 1) {
        multiplyDirect<V / 2>(c, first, rows, cols, depth, a, b);
        return;
    }
    // The last rows read on into the next column of A, as far as A goes; what is read too much is not stored.
    const Index whole = std::clamp((depth * a.col - first - width) / a.col, Index(0), depth);
    for (Index j = 0; first < rows && j < cols; ++j) {
        Scalar* to = c + j * rows;
        const Factor column{b.data + j * b.col, b.row, b.col};
        productTile<lanes, 1, 1>(a.data + first, a.col, whole, column, to + first, rows, rows - first, nullptr, nullptr,
                                 false);
        for (Index k = whole; k < depth; ++k)
            for (Index i = first; i < rows; ++i) to[i] += a.data[k * a.col + i] * column.data[k * b.row];
    }
}

}  // namespace

void multiply(Scalar* c, Index rows, Index cols, Index depth, Factor a, Factor b) {
    if (depth == 0) std::fill(c, c + rows * cols, Scalar(0));
    if (depth == 0 || rows == 0 || cols == 0) return;
    if (cols < 4 && a.row == 1) {
        multiplyDirect<8>(c, 0, rows, cols, depth, a, b);
        return;
    }
    alignas(64) Scalar packed[panel * depthBlock];
    const Index blocks = (depth + depthBlock - 1) / depthBlock;
    Index k = 0;
    for (Index block = 0; block < blocks; ++block) {
        const Index steps = (depth - k) / (blocks - block);
        const Factor right{b.data + k * b.row, b.row, b.col};
        for (Index i = 0; i < rows; i += panel) {
            const Factor left{a.data + i * a.row + k * a.col, a.row, a.col};
            const Index count = std::min(panel, rows - i);
            if (count > lanes)
                multiplyPanel<panelVectors>(packed, left, right, c + i, rows, count, cols, steps, block > 0);
            else
                multiplyPanel<1>(packed, left, right, c + i, rows, count, cols, steps, block > 0);
        }
        k += steps;
    }
}

void sumRows(Scalar* sums, const Scalar* values, Index rows, Index cols) {
    std::fill(sums, sums + rows, Scalar(0));
    for (Index c = 0; c < cols; ++c)
        for (Index i = 0; i < rows; ++i) sums[i] += values[c * rows + i];
}

}  // namespace glassbox
