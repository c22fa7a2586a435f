// The natural logarithm of one more, accurate near zero.
#pragma once

#include <ctnn/simd/math/log.hpp>

namespace ctnn::inline CTNN_ISA::simd {

/// log(1 + x): -infinity of -1, not a number below (see log_reduced). Measured error: at most
/// 1.5 ulp for float and double.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> log1p(pack<T, N> x) {
  using P = pack<T, N>;
  const P one(T(1));
  const P k = detail::reduce_log(one + x).k;
  // 1 + f = 2^-k (1 + x) from x itself, so that what 1 + x rounds away is not lost: both terms
  // are exact until 2^-k is negligible.
  const P f = scale(x, -k) + (scale(one, -k) - one);
  const P result = detail::log_special(-one, x, detail::log_reduced(k, f));
  return select(x == P(T(0)), x, result);  // for the sign of zero
}

}  // namespace ctnn::inline CTNN_ISA::simd
