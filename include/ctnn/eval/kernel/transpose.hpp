// Copying the transpose of a stored value: squares of packs, each transposed in registers.
#pragma once

#include <ctnn/eval/fuse.hpp>
#include <ctnn/eval/kernel/access.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// What a kernel that does nothing else copies the transpose of; void for other kernels.
template <class Kernel>
struct transposed_in {
  using leaf = void;
};
template <shape Space, class Target, class A, class Locals>
requires(is_placeholder<A>) struct transposed_in<
    kernel<Space, list<assignment<Target, node<op::transpose_t, A>>>, Locals>> {
  using leaf = A;
};

/// The square of `to` at (row, column), from that of `from` at (column, row); what lies outside of
/// either is left alone.
template <class P, class From, class To, std::size_t... I>
CTNN_ALWAYS_INLINE constexpr void transpose_square(const From& from, const To& to, std::size_t row,
                                                   std::size_t column, std::index_sequence<I...>) {
  P square[P::size] = {
      load<P>(from, column, row + I < To::vector_extent ? row + I : row, From::vector_extent)...};
  P::transpose(square);
  ((column + I < To::other_extent ? store(to, row, column + I, To::vector_extent, square[I])
                                  : static_cast<void>(0)),
   ...);
}

/// Runs such a kernel, whose values both have contiguous columns.
template <class P, class From, class To>
CTNN_ALWAYS_INLINE constexpr void copy_transpose(const From& from, const To& to) {
  for (std::size_t column = 0; column < To::other_extent; column += P::size) {
    CTNN_NO_UNROLLING
    for (std::size_t row = 0; row < To::vector_extent; row += P::size)
      transpose_square<P>(from, to, row, column, std::make_index_sequence<P::size>{});
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
