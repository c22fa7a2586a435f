// The hyperbolic tangent.
#pragma once

#include <ctnn/simd/math/polynomial.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

// tanh(x/2) = x a / b with polynomials in x^2, minimax in what is left of their relative error
// in tanh(x). Both have a common factor just below 2, chosen by trial, with which the sums and
// products lie high between powers of two for small x, where they round by relatively less.
template <class T>
struct tanh_coefficients;
template <>
struct tanh_coefficients<float> {
  // Above, tanh rounds to 1.
  static constexpr float highest = 9.02f;
  static constexpr std::array a = {0x1.dbb826p+0f, 0x1.c54c1p-5f, 0x1.bd894cp-13f};
  static constexpr std::array b = {0x1.dbb826p+1f, 0x1.ae786ap-2f, 0x1.25f602p-8f,
                                   0x1.32e8d6p-18f};
};
template <>
struct tanh_coefficients<double> {
  static constexpr double highest = 19.1;
  static constexpr std::array a = {
      0x1.e057e66d3efc8p+0,  0x1.18707329d0763p-4,  0x1.3a95926b4ff4fp-11, 0x1.efbf712d0a51ap-20,
      0x1.23bf87db2e282p-29, 0x1.afadf27ee8d8cp-41, 0x1.675e0e781aaep-55};
  static constexpr std::array b = {
      0x1.e057e66d3efc8p+1,  0x1.cc72d3331238bp-2,  0x1.e4e815fb3983fp-8, 0x1.3b7c663911496p-15,
      0x1.3173242820111p-24, 0x1.a410e09ff6c2dp-35, 0x1.1b9b8d8adaa8bp-47};
};

}  // namespace detail

/// The hyperbolic tangent: a quotient a/b for tanh(x/2) and the doubling
/// tanh(x) = 2ab / (a^2 + b^2), which divides the relative error of a/b by cosh(x), so that few
/// coefficients are enough. Never beyond -1 and 1. Measured error: at most 3.3 ulp for float and
/// double.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> tanh(pack<T, N> x) {
  using P = pack<T, N>;
  using c = detail::tanh_coefficients<T>;
  // min keeps an x that is no number.
  const P magnitude = min(P(c::highest), abs(x));
  const P square = magnitude * magnitude;
  const P a = magnitude * detail::horner<c::a>(square);
  const P b = detail::horner<c::b>(square);
  return copysign(min(P(T(1)), (a + a) * b / fma(a, a, b * b)), x);
}

}  // namespace ctnn::inline CTNN_ISA::simd
