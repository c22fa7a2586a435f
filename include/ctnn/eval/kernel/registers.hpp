// Arrays of registers, and the small arithmetic of how many there are.
#pragma once

#include <ctnn/base/config.hpp>

#include <utility>

namespace ctnn::inline CTNN_ISA::detail {

/// Rounded-up quotient.
constexpr std::size_t quotient_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// Accumulation chains that keep the multiply-add units busy: two units of latency four.
inline constexpr std::size_t busy_chains = 8;

constexpr std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }
constexpr std::size_t clamped(std::size_t n, std::size_t least, std::size_t most) {
  return n < least ? least : n > most ? most : n;
}

/// Registers that are not set. In an aggregate, since GCC runs constructors, in a loop, over an array
/// of packs that stands by itself, and has to find out that they do nothing.
template <class P, std::size_t N>
struct register_array {
  P each[N == 0 ? 1 : N];
};

// Registers in arrays are set and added up by expansion: a loop that some optimisation level leaves
// as one would keep them in memory.
template <class P, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void clear_tile(P* sum, std::index_sequence<J...>) {
  ((sum[J] = P(typename P::value_type(0))), ...);
}
template <class P, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void add_tile(P* sum, const P* part, std::index_sequence<J...>) {
  ((sum[J] = sum[J] + part[J]), ...);
}

}  // namespace ctnn::inline CTNN_ISA::detail
