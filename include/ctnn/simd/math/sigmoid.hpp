// The logistic function.
#pragma once

#include <ctnn/simd/math/exp.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

// e^r = (a + r b) / (a - r b) with polynomials a and b in r^2, minimax in the relative error of e^r
// on |r| <= ln 2 / 2. Where a product is rounded by itself, r b has to be an exact one.
template <class T, bool Fused>
struct sigmoid_coefficients;
template <>
struct sigmoid_coefficients<float, true> {
  static constexpr std::array a = {1.0f, 0x1.997f3p-4f};
  static constexpr std::array b = {0.5f, 0x1.10a7fp-7f};
};
template <>
struct sigmoid_coefficients<float, false> {
  static constexpr std::array a = {1.0f, 0x1.5554e6p-4f, -0x1.6a44dep-10f};
  static constexpr std::array b = {0.5f};
};
template <bool Fused>
struct sigmoid_coefficients<double, Fused> {
  static constexpr std::array a = {1.0, 0x1.c718f6f97b956p-4, 0x1.03f9fcb212bcap-10};
  static constexpr std::array b = {0.5, 0x1.c70e86909950fp-7, 0x1.152b55c725c5cp-15};
};

/// From where on e^-x is a number, and up to where it is a normal one.
template <class T>
struct sigmoid_bounds;
template <>
struct sigmoid_bounds<float> {
  static constexpr float lowest = -0x1.62e42ep+6f;
  static constexpr float highest = 87;
};
template <>
struct sigmoid_bounds<double> {
  static constexpr double lowest = -0x1.62e42fefa39efp+9;
  static constexpr double highest = 708;
};

/// 1 / (1 + e^-x), and the square that says whether r is small as it should be. With -x = n ln 2 -
/// r the power is 2^n times a quotient, whose denominator the one division takes along. x is no
/// more than the highest above, or anything where packs scale by any power; below the lowest the
/// value is of no use.
template <class P>
struct sigmoid_steps {
  P r_squared;
  P value;
};
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr sigmoid_steps<pack<T, N>> sigmoid_within(pack<T, N> x) {
  using P = pack<T, N>;
  using c = sigmoid_coefficients<T, P::fuses>;
  const auto [n, nearly_r, r] = reduce_exp_of_negative(x);
  const P r_squared = nearly_r * nearly_r;
  const P a = horner<c::a>(r_squared);
  const P b = horner<c::b>(r_squared);
  const P above = fma(r, b, a), below = fnma(r, b, a);
  if constexpr (P::scales_by_any_power) {
    return {r_squared, above / (above + scale(below, n.integer))};
  } else {
    return {r_squared, above / (above + scale_normal(below, n.sum))};
  }
}

}  // namespace detail

/// The logistic function 1 / (1 + e^-x); zero where e^-x overflows, though the value is a
/// subnormal number. Measured error: at most 2.5 ulp for float and double.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> sigmoid(pack<T, N> x) {
  using P = pack<T, N>;
  const P one(T(1));
  if constexpr (P::scales_by_any_power) {
    // Where x is so large that the rest of its division by ln 2 is no rest any more, sigmoid is 0
    // or 1. To find that out takes no time: the quotient is not waited for.
    const auto [r_squared, value] = detail::sigmoid_within(x);
    return select(r_squared < one, value, clamped(P(T(0)), x, one));
  } else {
    using bounds = detail::sigmoid_bounds<T>;
    // min and max keep an x that is no number.
    P bounded = min(P(bounds::highest), x);
    // What is computed below the lowest is not used, but in a constant it must not overflow.
    if constexpr (N == 1) bounded = max(P(bounds::lowest), bounded);
    return select(x < P(bounds::lowest), P(T(0)), detail::sigmoid_within(bounded).value);
  }
}

}  // namespace ctnn::inline CTNN_ISA::simd
