// The softplus.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>
#include <ctnn/expr/op/sigmoid.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// log(1 + e^x), without overflow. softplus' = sigmoid.
struct softplus_t : elementwise<softplus_t> {
  static constexpr auto value(auto x) noexcept { return softplus(x); }
  static constexpr auto derivative(auto, auto dy, auto x) { return hadamard(dy, sigmoid(x)); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::softplus_t softplus{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto softplus(E&& x) {
  return ctnn::detail::make_node<op::softplus_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
