// The logistic function.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// 1 / (1 + e^-x). sigmoid' = y (1 - y), in terms of the output.
struct sigmoid_t : elementwise<sigmoid_t> {
  static constexpr auto value(auto x) noexcept { return sigmoid(x); }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return hadamard(dy, hadamard(y, fraction<1> - y));
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::sigmoid_t sigmoid{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto sigmoid(E&& x) {
  return ctnn::detail::make_node<op::sigmoid_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
