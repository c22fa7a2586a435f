// The natural logarithm.
#pragma once

#include <ctnn/simd/math/exp.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

template <class T>
struct log_coefficients;
template <>
struct log_coefficients<float> {
  // (log((1 + s) / (1 - s)) - 2s) / s^3 in s^2, minimax in the relative error of the logarithm
  // for |s| <= (sqrt 2 - 1) / (sqrt 2 + 1).
  static constexpr std::array r = {0x1.55557ap-1f, 0x1.995ed2p-2f, 0x1.31e1acp-2f};
};
template <>
struct log_coefficients<double> {
  static constexpr std::array r = {0x1.5555555555592p-1, 0x1.999999997febdp-2, 0x1.24924941eaacbp-2,
                                   0x1.c71c52099b4d4p-3, 0x1.74663fb864880p-3, 0x1.39a192357f346p-3,
                                   0x1.2f07addbe9da3p-3};
};

/// log(2^k (1 + f)) for an integral k and sqrt(1/2) <= 1 + f <= sqrt 2, with
/// log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)) and s = f / (2 + f), as in Sun's fdlibm.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> log_reduced(pack<T, N> k, pack<T, N> f) {
  using P = pack<T, N>;
  const P s = f / (P(T(2)) + f);
  const P z = s * s;
  const P rest = z * horner<log_coefficients<T>::r>(z);
  const P half_square = P(T(0.5)) * f * f;
  const P low = fma(s, half_square + rest, k * P(ln2<T>::low));
  return fma(k, P(ln2<T>::high), f - (half_square - low));
}

/// The integral k and the m in [sqrt(1/2), sqrt 2] of a positive normal number 2^k m.
template <class P>
struct log_reduction {
  P k;
  P m;
};
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr log_reduction<pack<T, N>> reduce_log(pack<T, N> x) {
  using P = pack<T, N>;
  const P k = exponent(x);
  const P m = mantissa(x);
  const auto above = m > P(T(1.41421356237309504880));
  return {select(above, k + P(T(1)), k), select(above, m * P(T(0.5)), m)};
}

/// The logarithm that is the result inside (pole, infinity), and its values elsewhere.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> log_special(pack<T, N> pole, pack<T, N> x,
                                                    pack<T, N> result) {
  using P = pack<T, N>;
  const P finite = select(x < P(ctnn::detail::infinity<T>), result, x);
  const P defined = select(x < pole, P(ctnn::detail::not_a_number<T>), finite);
  return select(x == pole, P(-ctnn::detail::infinity<T>), defined);
}

}  // namespace detail

/// The natural logarithm: -infinity of zero, not a number of a negative number (see log_reduced).
/// Measured error: at most 0.9 ulp for float and double, subnormal x included.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> log(pack<T, N> x) {
  using P = pack<T, N>;
  // Subnormal numbers are made normal first.
  constexpr int lift = float_layout<T>::mantissa_bits;
  const auto subnormal = x < P(std::numeric_limits<T>::min());
  const P normal = select(subnormal, x * P(T(std::int64_t{1} << lift)), x);
  const auto [k, m] = detail::reduce_log(normal);
  const P lifted = select(subnormal, k - P(T(lift)), k);
  return detail::log_special(P(T(0)), x, detail::log_reduced(lifted, m - P(T(1))));
}

}  // namespace ctnn::inline CTNN_ISA::simd
