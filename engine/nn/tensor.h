#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <new>
#include <vector>

namespace glassbox {

/// The number type of the engine. The tests compile the engine a second time with `double`.
#ifdef GLASSBOX_DOUBLE
using Scalar = double;
#else
using Scalar = float;
#endif

using Index = Eigen::Index;
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
using MatrixMap = Eigen::Map<Matrix>;
using ConstMatrixMap = Eigen::Map<const Matrix>;

/// Standard allocator with the alignment that the widest vector instructions like.
template <typename T>
struct AlignedAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};
    AlignedAllocator() = default;
    template <typename U>
    AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), alignment)); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, alignment); }
    friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

using Buffer = std::vector<Scalar, AlignedAllocator<Scalar>>;

/// A batch of values: one contiguous column-major buffer, feature (channel) running fastest, one column a sample
/// (images: one column a pixel, sequences: one column a time step). Resizing to something smaller never gives memory
/// back, so a warm pass allocates nothing.
class Tensor {
  public:
    Tensor() = default;
    Tensor(Index rows, Index cols) { resize(rows, cols); }

    /// Changes the size; values are unspecified afterwards.
    void resize(Index rows, Index cols) {
        m_rows = rows;
        m_cols = cols;
        const auto need = static_cast<std::size_t>(rows * cols);
        if (m_values.size() < need) m_values.resize(need);
    }
    void setZero() { map().setZero(); }

    Index rows() const { return m_rows; }
    Index cols() const { return m_cols; }
    Index size() const { return m_rows * m_cols; }
    Scalar* data() { return m_values.data(); }
    const Scalar* data() const { return m_values.data(); }
    MatrixMap map() { return {m_values.data(), m_rows, m_cols}; }
    ConstMatrixMap map() const { return {m_values.data(), m_rows, m_cols}; }
    Scalar operator()(Index row, Index col) const { return m_values[static_cast<std::size_t>(col * m_rows + row)]; }
    Scalar& operator()(Index row, Index col) { return m_values[static_cast<std::size_t>(col * m_rows + row)]; }

  private:
    Buffer m_values;
    Index m_rows = 0;
    Index m_cols = 0;
};

}  // namespace glassbox
