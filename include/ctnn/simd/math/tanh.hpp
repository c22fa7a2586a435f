// The hyperbolic tangent.
#pragma once

#include <ctnn/simd/math/polynomial.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

template <class T>
struct tanh_coefficients;
template <>
struct tanh_coefficients<float> {
  // Above, tanh rounds to 1.
  static constexpr float highest = 9.02f;
  // tanh(x) / x as a quotient of polynomials in x^2, minimax in relative error up to highest.
  static constexpr std::array numerator = {1.0f, 0.13382682f, 0.0034974513f, 2.0635718e-05f,
                                           1.33841525e-08f};
  static constexpr std::array denominator = {1.0f, 0.46716002f, 0.025884336f, 0.0003288507f,
                                             7.790191e-07f};
};
template <>
struct tanh_coefficients<double> {
  static constexpr double highest = 19.07;
  static constexpr std::array numerator = {1.0,
                                           0.15345830458984536,
                                           0.0062245214710627255,
                                           0.00010331204497564847,
                                           8.315094989959613e-07,
                                           3.480469053442484e-09,
                                           7.655459105834709e-12,
                                           8.470600865670668e-15,
                                           4.191183202005449e-18,
                                           7.070004389110839e-22,
                                           1.716199504517159e-26};
  static constexpr std::array denominator = {1.0,
                                             0.4867916379231787,
                                             0.03515506744545563,
                                             0.0008843701052909959,
                                             1.0085427440481484e-05,
                                             5.82685895523111e-08,
                                             1.7714555592695612e-10,
                                             2.7892054712087186e-13,
                                             2.10795809309903e-16,
                                             6.40626183532096e-20,
                                             5.014571449914236e-24};
};

}  // namespace detail

/// The hyperbolic tangent: a quotient of polynomials.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> tanh(pack<T, N> x) {
  using P = pack<T, N>;
  using c = detail::tanh_coefficients<T>;
  // min and max keep an x that is no number.
  const P clamped = max(P(-c::highest), min(P(c::highest), x));
  const P square = clamped * clamped;
  return clamped * detail::horner<c::numerator>(square) / detail::horner<c::denominator>(square);
}

}  // namespace ctnn::inline CTNN_ISA::simd
