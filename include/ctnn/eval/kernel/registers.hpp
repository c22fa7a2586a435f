// Arrays of registers, and the small arithmetic of how many there are.
#pragma once

#include <ctnn/base/rounding.hpp>
#include <ctnn/simd/pack.hpp>

#include <utility>

namespace ctnn::inline CTNN_ISA::detail {

/// Whether P is one of sixteen registers of 256 bits, as with AVX2: twelve sums, two packs and a
/// number leave one.
template <class P>
inline constexpr bool is_of_sixteen_wide = sizeof(P) == 32 && simd::register_count == 16;

/// Accumulation chains that keep the multiply-add units busy: two units of latency four.
inline constexpr std::size_t busy_chains = 8;

/// The most rounds of a contraction that are written out for any tile: a loop over them would take
/// as long as they do.
inline constexpr std::size_t most_expanded_rounds = 4;

constexpr std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }
constexpr std::size_t clamped(std::size_t n, std::size_t least, std::size_t most) {
  return n < least ? least : n > most ? most : n;
}

/// Registers that are not set. In an aggregate, since GCC runs constructors, in a loop, over an
/// array of packs that stands by itself, and has to find out that they do nothing.
template <class P, std::size_t N>
struct register_array {
  P each[N == 0 ? 1 : N];
};

// Registers in arrays are set and added up by expansion, or in loops before which CTNN_UNROLLED
// stands: one that some optimisation level leaves as it is would keep them in memory.
template <class P, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void clear_tile(P* sum, std::index_sequence<J...>) {
  ((sum[J] = P(typename P::value_type(0))), ...);
}
template <class P, class Combine, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void combine_tile(P* into, const P* part, const Combine& combine,
                                               std::index_sequence<J...>) {
  ((into[J] = combine(into[J], part[J])), ...);
}
/// Combines `Chains` tiles of `Size` registers, one after another in memory, in the first: in
/// pairs, so that few operations wait for one another.
template <std::size_t Chains, std::size_t Size, std::size_t Apart = 1, class P, class Combine>
CTNN_ALWAYS_INLINE constexpr void combine_chains(P* chains, const Combine& combine) {
  if constexpr (Apart < Chains) {
    constexpr std::size_t pairs = quotient_up(Chains - Apart, 2 * Apart);
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      (combine_tile(chains + 2 * I * Apart * Size, chains + (2 * I + 1) * Apart * Size, combine,
                    std::make_index_sequence<Size>{}),
       ...);
    }
    (std::make_index_sequence<pairs>{});
    combine_chains<Chains, Size, 2 * Apart>(chains, combine);
  }
}
template <std::size_t Chains, std::size_t Size, class P>
CTNN_ALWAYS_INLINE constexpr void add_chains(P* chains) {
  combine_chains<Chains, Size>(chains, [](P a, P b) CTNN_INLINE_LAMBDA { return a + b; });
}

}  // namespace ctnn::inline CTNN_ISA::detail
