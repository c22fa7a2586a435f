// The absolute value and the sign.
#pragma once

#include <ctnn/expr/op/compare.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// -1, 0 or 1. Its derivative is taken as 0 everywhere.
struct sign_t : elementwise<sign_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P x) noexcept {
    return select(x > P(0), P(1), select(x < P(0), P(-1), x));
  }
  static constexpr auto derivative(auto, auto, auto) { return fraction<0>; }
};

/// |x|. Its derivative is the sign, 0 at 0.
struct abs_t : elementwise<abs_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto x) noexcept { return abs(x); }
  static constexpr auto derivative(auto, auto dy, auto x) { return hadamard(dy, sign_t{}(x)); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::sign_t sign{};
inline constexpr op::abs_t abs{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto abs(E&& x) {
  return ctnn::detail::make_node<op::abs_t>(std::forward<E>(x));
}
template <Operand E>
constexpr auto sign(E&& x) {
  return ctnn::detail::make_node<op::sign_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
