// The exponential function.
#pragma once

#include <ctnn/simd/math/polynomial.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

/// ln 2 in two parts, the first so short that n * ln2_high is exact for every exponent n.
template <class T>
struct ln2;
template <>
struct ln2<float> {
  static constexpr float inverse = 0x1.715476p+0f;
  static constexpr float high = 0x1.63p-1f;
  static constexpr float low = -0x1.bd0106p-13f;
  // The same with all bits in the first, for products that are not rounded.
  static constexpr float nearest = 0x1.62e43p-1f;
  static constexpr float rest = -0x1.05c61p-29f;
};
template <>
struct ln2<double> {
  static constexpr double inverse = 0x1.71547652b82fep+0;
  static constexpr double high = 0x1.62e42fefap-1;
  static constexpr double low = 0x1.cf79abc9e3b3ap-40;
};

/// The integer nearest to x times a factor, for what reduce_exp and its kin reduce; and the sum by
/// which it was rounded, whose lowest bits are the integer, or it once more where there is none.
template <class P>
struct rounding {
  P integer;
  P sum;
};
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr rounding<pack<T, N>> rounded_product(pack<T, N> x, T factor) {
  using P = pack<T, N>;
  if constexpr (P::rounds_at_once) {
    static_assert(P::scales_by_any_power);  // without the sum
    const P integer = nearest_integer(x * P(factor));
    return {integer, integer};
  } else {
    constexpr T magic = T(1.5) * T(std::int64_t{1} << float_layout<T>::mantissa_bits);
    const P sum = fma(x, P(factor), P(magic));
    return {sum - P(magic), sum};
  }
}

/// x = n ln 2 + r with an integral n and |r| <= ln 2 / 2 (Cody and Waite's reduction).
template <class P>
struct exp_reduction {
  P n;
  P r;
};
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr exp_reduction<pack<T, N>> reduce_exp(pack<T, N> x) {
  using P = pack<T, N>;
  const P n = rounded_product(x, ln2<T>::inverse).integer;
  return {n, fma(n, P(-ln2<T>::low), fma(n, P(-ln2<T>::high), x))};
}

/// The same of -x with the sign of r turned, -x = n ln 2 - r; and an r that is there earlier and
/// may be off by 2^-21 where r is small against what it is added to.
template <class P>
struct negative_exp_reduction {
  rounding<P> n;
  P nearly_r;
  P r;
};
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr negative_exp_reduction<pack<T, N>> reduce_exp_of_negative(
    pack<T, N> x) {
  using P = pack<T, N>;
  const rounding<P> rounded = rounded_product(x, -ln2<T>::inverse);
  const P n = rounded.integer;
  if constexpr (P::fuses && std::is_same_v<T, float>) {
    // Products that are not rounded allow all 24 bits of ln 2, and little is left of it.
    const P nearly_r = fma(n, P(ln2<T>::nearest), x);
    return {rounded, nearly_r, fma(n, P(ln2<T>::rest), nearly_r)};
  } else {
    const P r = fma(n, P(ln2<T>::low), fma(n, P(ln2<T>::high), x));
    return {rounded, r, r};
  }
}

template <class T>
struct exp_coefficients;
template <>
struct exp_coefficients<float> {
  static constexpr float lowest = -104.0f;
  static constexpr float highest = 89.0f;
  // (e^r - 1 - r) / r^2, minimax in the relative error of e^r on |r| <= ln 2 / 2.
  static constexpr std::array q = {0x1.fffffcp-2f, 0x1.55548cp-3f, 0x1.555856p-5f, 0x1.123dbap-7f,
                                   0x1.6ac5e2p-10f};
};
template <>
struct exp_coefficients<double> {
  static constexpr double lowest = -746.0;
  static constexpr double highest = 710.0;
  static constexpr std::array q = {
      0x1.000000000000ap-1,  0x1.5555555555503p-3,  0x1.5555555550608p-5,  0x1.1111111124e04p-7,
      0x1.6c16c184b467ep-10, 0x1.a01a013ccaf87p-13, 0x1.a0199893825abp-16, 0x1.71def56336db7p-19,
      0x1.28aed8265ab99p-22, 0x1.add7b4782b131p-26};
};

}  // namespace detail

/// e^x: 2^n times a polynomial of the rest (see reduce_exp). Infinity and subnormal results as
/// IEEE arithmetic has them. Measured error: at most 1.1 ulp for float and double.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> exp(pack<T, N> x) {
  using P = pack<T, N>;
  using c = detail::exp_coefficients<T>;
  // The bounds are beyond overflow and underflow.
  const auto [n, r] = detail::reduce_exp(clamped(P(c::lowest), x, P(c::highest)));
  const P r2 = r * r;
  const P rest = fma(detail::paired_horner<c::q>(r, r2), r2, r);
  return scale(rest + P(T(1)), n);
}

}  // namespace ctnn::inline CTNN_ISA::simd
