// The logarithm of one more.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// log(1 + x), accurate near zero. log1p' = 1 / (1 + x).
struct log1p_t : elementwise<log1p_t> {
  static constexpr auto value(auto x) noexcept { return log1p(x); }
  static constexpr auto derivative(auto, auto dy, auto x) { return dy / (fraction<1> + x); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::log1p_t log1p{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto log1p(E&& x) {
  return ctnn::detail::make_node<op::log1p_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
