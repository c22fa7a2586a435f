// The hyperbolic tangent.
#pragma once

#include <ctnn/simd/math/expm1.hpp>

namespace ctnn::inline CTNN_ISA::simd {

/// The hyperbolic tangent: -t / (2 + t) with t = e^(-2|x|) - 1, and the sign of x.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> tanh(pack<T, N> x) {
  using P = pack<T, N>;
  // Above, tanh rounds to 1. min keeps an x that is no number.
  constexpr T highest = sizeof(T) == 4 ? T(10) : T(20);
  const P magnitude = min(P(highest), abs(x));
  const P t = detail::expm1_negative(magnitude * P(T(-2)));
  return copysign(t / (P(T(2)) + t), x);
}

}  // namespace ctnn::inline CTNN_ISA::simd
