// The error function.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>
#include <ctnn/expr/op/exp.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
/// erf' = 2/sqrt(pi) exp(-x^2).
struct erf_t : elementwise<erf_t> {
  static constexpr auto value(auto x) noexcept { return erf(x); }
  static constexpr auto derivative(auto, auto dy, auto x) {
    constexpr constant<detail::bits_of(1.1283791670955125739)> two_over_sqrt_pi{};
    return hadamard(dy * two_over_sqrt_pi, exp(-hadamard(x, x)));
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::erf_t erf{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto erf(E&& x) {
  return ctnn::detail::make_node<op::erf_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
