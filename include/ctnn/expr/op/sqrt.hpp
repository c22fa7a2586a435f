// The square root.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// The square root; not a number below 0. sqrt' = 1 / (2 sqrt), in terms of the output.
struct sqrt_t : elementwise<sqrt_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto x) noexcept { return sqrt(x); }
  static constexpr auto derivative(auto y, auto dy, auto) { return dy * fraction<1, 2> / y; }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::sqrt_t sqrt{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto sqrt(E&& x) {
  return ctnn::detail::make_node<op::sqrt_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
