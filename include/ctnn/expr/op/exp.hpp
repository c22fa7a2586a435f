// The exponential.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// e^x. exp' = exp, in terms of the output.
struct exp_t : elementwise<exp_t> {
  static constexpr auto value(auto x) noexcept { return exp(x); }
  static constexpr auto derivative(auto y, auto dy, auto) { return hadamard(dy, y); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::exp_t exp{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto exp(E&& x) {
  return ctnn::detail::make_node<op::exp_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
