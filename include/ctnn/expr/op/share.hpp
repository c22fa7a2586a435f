// A value that is computed once and read more than once.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// x itself, stored where several kernels read it.
struct share_t : elementwise<share_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto x) noexcept { return x; }
  static constexpr auto derivative(auto, auto dy, auto) { return dy; }
};

/// x repeated to fill Shape; what a sum's derivative is made of.
template <shape Shape>
struct expand : elementwise<expand<Shape>> {
  template <shape A>
  using check = check_repeated<expand, Shape, A>;
  static constexpr shape result_shape(shape) { return Shape; }
  CTNN_ALWAYS_INLINE static constexpr auto value(auto x) noexcept { return x; }
  static constexpr auto derivative(auto, auto dy, auto) { return dy; }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA::language {

/// Marks a value that a formula reads more than once, like a `let`: it is computed once. Equal
/// sums, means and products are recognised unasked.
template <Operand E>
constexpr auto share(E&& x) {
  return ctnn::detail::make_node<op::share_t>(std::forward<E>(x));
}

/// x repeated to fill the shape S: a scalar, a column, a row, or a value that fills it already.
template <shape S, Operand E>
constexpr auto expand_to(E&& x) {
  if constexpr (is_invalid<E>) {
    return invalid{};
  } else if constexpr (shape_of<std::remove_cvref_t<E>> == S) {
    return detail::as_term(std::forward<E>(x));
  } else {
    return ctnn::detail::make_node<op::expand<S>>(std::forward<E>(x));
  }
}

}  // namespace ctnn::inline CTNN_ISA::language
