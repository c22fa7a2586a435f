// The lanes of one register after another summed up, where each is the end of a chain: merged when
// the next ones are on their way.
#pragma once

#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Sums of blocks of as many rows as P has lanes. A merge that waits for a row's last product takes
/// a place in the scheduler from products that could start. So rows are merged one part later, a
/// part being as many as 128 bits have lanes: those of a block's last part in the block after it.
template <class P>
class late_sums {
  static constexpr std::size_t rows = P::rows_of_part, parts = P::size / rows;

 public:
  CTNN_ALWAYS_INLINE late_sums() {
    CTNN_UNROLLED
    for (std::size_t j = 0; j < rows; ++j) held_[j] = P(0);
    CTNN_UNROLLED
    for (std::size_t k = 0; k < parts; ++k) sums_[k] = P(0);
  }

  /// Asks for a block's rows, each once and in order. Returns the sums of the block before, zeros
  /// if there was none.
  template <class Row>
  CTNN_ALWAYS_INLINE P next(const Row& row) {
    P before;
    CTNN_UNROLLED
    for (std::size_t k = 0; k < parts; ++k) {
      const auto take_turns = [&](std::size_t j) CTNN_INLINE_LAMBDA {
        const P earlier = held_[j];
        held_[j] = row(k * rows + j);
        return earlier.after(held_[j]);
      };
      sums_[(k + parts - 1) % parts] = P::sums_within(take_turns).after(held_[0]);
      if (k == 0) before = P::sums_of_parts(sums_).after(held_[0]);
    }
    return before;
  }

  /// The sums of the last block.
  CTNN_ALWAYS_INLINE P last() {
    sums_[parts - 1] = P::sums_within([&](std::size_t j) CTNN_INLINE_LAMBDA { return held_[j]; });
    return P::sums_of_parts(sums_);
  }

 private:
  P held_[rows];   // of the part that is not merged yet
  P sums_[parts];  // of those that are
};

}  // namespace ctnn::inline CTNN_ISA::detail
