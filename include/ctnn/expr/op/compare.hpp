// Comparisons, what is made of several, and selection by one.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// A comparison: true or false for each number. It has no derivative, and serves select and what
/// makes one of others.
template <class Op>
struct comparison : elementwise<Op> {
  static constexpr bool is_mask = true;
  template <std::size_t I>
  static constexpr auto derivative(auto...) {
    return fraction<0>;
  }
};

struct less : comparison<less> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a < b; }
};
struct less_equal : comparison<less_equal> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a <= b; }
};
struct greater : comparison<greater> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a > b; }
};
struct greater_equal : comparison<greater_equal> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a >= b; }
};
struct equal : comparison<equal> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a == b; }
};

/// Of comparisons: both of them, one at least, not the one. All are computed; there is no branch.
struct logical_and : comparison<logical_and> {
  static constexpr std::size_t comparisons = 2;
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a && b; }
};
struct logical_or : comparison<logical_or> {
  static constexpr std::size_t comparisons = 2;
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a || b; }
};
struct logical_not : comparison<logical_not> {
  static constexpr std::size_t comparisons = 1;
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a) noexcept { return !a; }
};

/// yes where the condition holds, else no, without a branch. Each receives the gradient where
/// it was chosen.
struct select_t : elementwise<select_t> {
  static constexpr std::size_t comparisons = 1;
  CTNN_ALWAYS_INLINE static constexpr auto value(auto condition, auto yes, auto no) noexcept {
    return select(condition, yes, no);
  }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto condition, auto, auto) {
    if constexpr (I == 0) {
      return fraction<0>;
    } else if constexpr (I == 1) {
      return select_t{}(condition, dy, fraction<0>);
    } else {
      return select_t{}(condition, fraction<0>, dy);
    }
  }
};

/// What a bound from both sides makes of a gradient: dy where a lies between, else 0.
constexpr auto gradient_between(auto least, auto a, auto most, auto dy) {
  return select_t{}(a > least, select_t{}(a < most, dy, fraction<0>), fraction<0>);
}

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::select_t select{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator<(A&& a, B&& b) {
  return ctnn::detail::make_node<op::less>(std::forward<A>(a), std::forward<B>(b));
}
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator<=(A&& a, B&& b) {
  return ctnn::detail::make_node<op::less_equal>(std::forward<A>(a), std::forward<B>(b));
}
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator>(A&& a, B&& b) {
  return ctnn::detail::make_node<op::greater>(std::forward<A>(a), std::forward<B>(b));
}
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator>=(A&& a, B&& b) {
  return ctnn::detail::make_node<op::greater_equal>(std::forward<A>(a), std::forward<B>(b));
}
/// Both comparisons, one of them at least, or not the one: select(z > -1.0 && z < 1.0, z, 0.0).
template <Operand A, Operand B>
constexpr auto operator&&(A&& a, B&& b) {
  return ctnn::detail::make_node<op::logical_and>(std::forward<A>(a), std::forward<B>(b));
}
template <Operand A, Operand B>
constexpr auto operator||(A&& a, B&& b) {
  return ctnn::detail::make_node<op::logical_or>(std::forward<A>(a), std::forward<B>(b));
}
template <Operand A>
constexpr auto operator!(A&& a) {
  return ctnn::detail::make_node<op::logical_not>(std::forward<A>(a));
}
/// yes where the condition holds, else no: select(z > 0.0, z, 0.01 * z).
template <Operand C, Term A, Term B>
constexpr auto select(C&& condition, A&& yes, B&& no) {
  return ctnn::detail::make_node<op::select_t>(std::forward<C>(condition), std::forward<A>(yes),
                                               std::forward<B>(no));
}
}  // namespace ctnn::inline CTNN_ISA::language
