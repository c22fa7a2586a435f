// The smaller and the larger of two values. What is not a number stays so.
#pragma once

#include <ctnn/expr/op/compare.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// That of min and max of registers, which give the second where either is not a number; it is
/// asked for alone where the first is none.
template <class P>
CTNN_ALWAYS_INLINE constexpr P smaller_of(P a, P b) noexcept {
  return select(a == a, min(a, b), a);
}
template <class P>
CTNN_ALWAYS_INLINE constexpr P larger_of(P a, P b) noexcept {
  return select(a == a, max(a, b), a);
}

/// The smaller of two. Where they tie the second receives the gradient.
struct min_t : elementwise<min_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept {
    return smaller_of(a, b);
  }
  CTNN_ALWAYS_INLINE static constexpr auto value_beside_constant(auto constant, auto a) noexcept {
    return min(constant, a);
  }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto a, auto b) {
    if constexpr (I == 0) {
      return select_t{}(a < b, dy, fraction<0>);
    } else {
      return select_t{}(a < b, fraction<0>, dy);
    }
  }
};

/// The larger of two. Where they tie the second receives the gradient, so that max(x, 0) has
/// relu's derivative.
struct max_t : elementwise<max_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept {
    return larger_of(a, b);
  }
  CTNN_ALWAYS_INLINE static constexpr auto value_beside_constant(auto constant, auto a) noexcept {
    return max(constant, a);
  }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto a, auto b) {
    if constexpr (I == 0) {
      return select_t{}(a > b, dy, fraction<0>);
    } else {
      return select_t{}(a > b, fraction<0>, dy);
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::min_t min{};
inline constexpr op::max_t max{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
/// The smaller of two, number by number.
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto min(A&& a, B&& b) {
  return ctnn::detail::make_node<op::min_t>(std::forward<A>(a), std::forward<B>(b));
}
/// The larger of two, number by number.
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto max(A&& a, B&& b) {
  return ctnn::detail::make_node<op::max_t>(std::forward<A>(a), std::forward<B>(b));
}
}  // namespace ctnn::inline CTNN_ISA::language
