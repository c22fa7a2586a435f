// The hyperbolic tangent.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// The hyperbolic tangent. tanh' = 1 - tanh^2, in terms of the output.
struct tanh_t : elementwise<tanh_t> {
  static constexpr auto value(auto x) noexcept { return tanh(x); }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return hadamard(dy, fraction<1> - hadamard(y, y));
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::tanh_t tanh{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto tanh(E&& x) {
  return ctnn::detail::make_node<op::tanh_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
