// Polynomials in a pack, for the functions beside this header.
#pragma once

#include <ctnn/simd/pack.hpp>

#include <array>

namespace ctnn::inline CTNN_ISA::simd::detail {

/// c[first] + c[first + 1] x + ... by Horner's rule: the fewest operations. The coefficients
/// are a template argument, so that no optimisation level leaves a loop.
template <const auto& c, std::size_t first = 0, class P>
CTNN_ALWAYS_INLINE constexpr P horner(P x) {
  constexpr auto lowest = c[first];
  if constexpr (first + 1 == c.size()) {
    return P(lowest);
  } else {
    return fma(horner<c, first + 1>(x), x, P(lowest));
  }
}

/// The same sum by Horner's rule in x^2 over pairs: one operation more, the x^2 that the caller
/// gives, and half the latency.
template <const auto& c, std::size_t first = 0, class P>
CTNN_ALWAYS_INLINE constexpr P paired_horner(P x, P x_squared) {
  constexpr auto lowest = c[first];
  if constexpr (first + 1 == c.size()) {
    return P(lowest);
  } else {
    constexpr auto next = c[first + 1];
    const P pair = fma(P(next), x, P(lowest));
    if constexpr (first + 2 == c.size()) {
      return pair;
    } else {
      return fma(paired_horner<c, first + 2>(x, x_squared), x_squared, pair);
    }
  }
}

}  // namespace ctnn::inline CTNN_ISA::simd::detail
