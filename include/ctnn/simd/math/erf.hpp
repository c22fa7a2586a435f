// The error function.
#pragma once

#include <ctnn/simd/math/polynomial.hpp>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

template <class T>
struct erf_coefficients;
template <>
struct erf_coefficients<float> {
  // Above, erf rounds to 1.
  static constexpr float highest = 3.93f;
  // erf(x) / x as a quotient of polynomials in x^2, minimax in relative error up to highest.
  static constexpr std::array numerator = {1.1283791f,   0.1907833f,   0.052790217f,
                                           0.003779587f, 0.0002848082f, 2.0419757e-06f};
  static constexpr std::array denominator = {1.0f,         0.50241f,      0.114257306f,
                                             0.014997393f, 0.0011652076f, 3.8004102e-05f};
};
template <>
struct erf_coefficients<double> {
  static constexpr double highest = 5.93;
  static constexpr std::array numerator = {1.1283791670955126,
                                           0.220160323242803,
                                           0.06611939075183806,
                                           0.006888897285268399,
                                           0.0008555994228052289,
                                           5.693628279522438e-05,
                                           3.900004354716149e-06,
                                           1.6945473692416925e-07,
                                           6.75908079896689e-09,
                                           1.7195500507254397e-10,
                                           3.3364148662760778e-12,
                                           2.227095088187381e-14,
                                           1.571607751832845e-17};
  static constexpr std::array denominator = {1.0,
                                             0.5284453397074855,
                                             0.13474523094800575,
                                             0.02198519308215376,
                                             0.0025645321137932214,
                                             0.00022607253543883494,
                                             1.5496826485158888e-05,
                                             8.349151644575487e-07,
                                             3.5150651068358655e-08,
                                             1.1244258626431485e-09,
                                             2.54916599975923e-11,
                                             3.3193215595995285e-13,
                                             8.852292837721326e-16};
};

}  // namespace detail

/// The error function: a quotient of polynomials.
template <class T, std::size_t N>
CTNN_ALWAYS_INLINE constexpr pack<T, N> erf(pack<T, N> x) {
  using P = pack<T, N>;
  using c = detail::erf_coefficients<T>;
  // min and max keep an x that is no number.
  const P clamped = max(P(-c::highest), min(P(c::highest), x));
  const P square = clamped * clamped;
  return clamped * detail::horner<c::numerator>(square) / detail::horner<c::denominator>(square);
}

}  // namespace ctnn::inline CTNN_ISA::simd
