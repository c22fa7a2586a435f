// The natural logarithm.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// The natural logarithm; minus infinity at 0, not a number below. log' = 1/x.
struct log_t : elementwise<log_t> {
  static constexpr auto value(auto x) noexcept { return log(x); }
  static constexpr auto derivative(auto, auto dy, auto x) { return dy / x; }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::log_t log{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto log(E&& x) {
  return ctnn::detail::make_node<op::log_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
