// The hyperbolic tangent.
#pragma once

#include <ctnn/simd/math/polynomial.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

// tanh(x/2) = x a / b with polynomials in x^2, minimax in the relative error that is left of
// theirs in tanh(x). Both have a common factor near 1.85, chosen among thousands: with it the
// products round by little where the quotient is most sensitive, and none exceeds 1. Beyond
// highest, tanh and its value here round to 1.
template <class T>
struct tanh_coefficients;
template <>
struct tanh_coefficients<float> {
  static constexpr float highest = 0x1.19b01cp+3f;
  static constexpr std::array a = {0x1.d8p+0f, 0x1.c1c0cap-5f, 0x1.ba0d92p-13f};
  static constexpr std::array b = {0x1.d8p+1f, 0x1.ab1ad4p-2f, 0x1.23a99ep-8f, 0x1.308296p-18f};
};
template <>
struct tanh_coefficients<double> {
  static constexpr double highest = 0x1.2d2127cec2343p+4;
  static constexpr std::array a = {
      0x1.dc3848f31bd56p+0,  0x1.160826321926p-4,   0x1.37e23bbb95e1bp-11, 0x1.eb7df944885d9p-20,
      0x1.213e6095457bp-29,  0x1.abf946f129829p-41, 0x1.64484d219924cp-55};
  static constexpr std::array b = {
      0x1.dc3848f31bd56p+1,  0x1.c87eee65c9cbcp-2,  0x1.e0be7144c51e3p-8, 0x1.38c71443a53fbp-15,
      0x1.2ed3e07784d6p-24,  0x1.a075bac468499p-35, 0x1.192c4a12cf126p-47};
};

}  // namespace detail

/// The hyperbolic tangent: a quotient a/b for tanh(x/2) and the doubling
/// tanh(x) = 2ab / (a^2 + b^2), which divides the relative error of a/b by cosh(x), so that few
/// coefficients are enough.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> tanh(pack<T, N> x) {
  using P = pack<T, N>;
  using c = detail::tanh_coefficients<T>;
  // min and max keep an x that is no number.
  const P clamped = max(P(-c::highest), min(P(c::highest), x));
  const P square = clamped * clamped;
  const P a = clamped * detail::horner<c::a>(square);
  const P b = detail::horner<c::b>(square);
  return (a + a) * b / fma(a, a, b * b);
}

}  // namespace ctnn::inline CTNN_ISA::simd
