// Where a value lies in memory: a pointer, and strides that are part of the type.
#pragma once

#include <ctnn/base/config.hpp>
#include <ctnn/shape/shape.hpp>

namespace ctnn::inline CTNN_ISA {

/// Which index is contiguous: of rows in column_order, of columns in row_order.
enum class order { column_order, row_order };
using enum order;

/// How the numbers of a value came into memory: maybe one by one, just now, as a caller writes a
/// sample; or a register at a time. A read of several that were written singly has to wait until
/// they are in the cache.
enum class written { singly, in_registers };

/// A value of the given shape behind a pointer. Stride is the distance between neighbouring
/// columns (column_order) or rows (row_order); beyond the logical extent, up to the stride,
/// there is padding that may be read and written.
template <class T, shape S, order Order, std::size_t Stride, written Written = written::singly>
struct view {
  using value_type = std::remove_const_t<T>;
  static constexpr shape extents = S;
  static constexpr std::size_t row_stride = Order == column_order ? 1 : Stride;
  static constexpr std::size_t column_stride = Order == column_order ? Stride : 1;

  T* data;
};

}  // namespace ctnn::inline CTNN_ISA
