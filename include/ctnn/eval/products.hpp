// Products as lowering makes them: two of its own, and what becomes of the operations around them.
#pragma once

#include <ctnn/eval/value.hpp>
#include <ctnn/expr/op/matmul.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {

/// A product that is added to a stored value, such as a bias: its sums start there instead of at
/// zero, which saves an addition. What lowering makes of a + w · x; nobody writes it.
struct product_onto : callable<product_onto> {
  static constexpr bool is_source = true;
  static constexpr shape result_shape(shape a, shape b, shape) { return product(a, b); }
};

/// The product of a column and a row: every number of the one by every number of the other, which
/// is what lowering makes of a contraction over one number.
struct outer_product : elementwise<outer_product> {
  static constexpr shape result_shape(shape a, shape b) { return product(a, b); }
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P a, P b) noexcept {
    if constexpr (P::is_halved) {
      return (a * b).in_register();
    } else {
      return a * b;
    }
  }
};

}  // namespace op

/// An outer product is there for an update, whose sum goes to memory at once. Where registers are
/// halved a multiply-add waits for a store beside it, so that both are instructions of their own,
/// but at a place that fuses them, since there the units that add have more to do.
template <class P, class Lookup>
inline constexpr bool detail::fuses_with_a_sum<op::outer_product, P, Lookup> =
    !P::is_halved || requires {
  requires Lookup::fuses_updates;
};

namespace detail {

template <class E>
inline constexpr bool is_product = is_application<E, op::matmul>;
template <class A, class B, class Start>
inline constexpr bool is_product<node<op::product_onto, A, B, Start>> = true;

template <class... Ts>
constexpr std::size_t count_products(list<Ts...>) {
  return (std::size_t{is_product<Ts>} + ... + 0);
}

/// An operation on lowered arguments.
template <shape Space, class Op, class... Args>
constexpr auto assembled(list<Args...>) {
  return node<Op, Args...>{};
}
template <shape Space, class Op, class A, class B>
requires(std::is_same_v<Op, op::add>) constexpr auto assembled(list<A, B>) {
  if constexpr (is_application<A, op::matmul> && is_placeholder<B> && shape_of<A> == Space) {
    return node<op::product_onto, argument_of<A, 0>, argument_of<A, 1>, B>{};
  } else if constexpr (is_application<B, op::matmul> && is_placeholder<A> && shape_of<B> == Space) {
    return node<op::product_onto, argument_of<B, 0>, argument_of<B, 1>, A>{};
  } else {
    return node<Op, A, B>{};
  }
}

// Scaling a column once costs less than scaling all of its products.
template <shape Space, class Op, class Factor, class A, class B>
requires(std::is_same_v<Op, op::multiply>&& shape_of<Factor> ==
         scalar_shape) constexpr auto assembled(list<Factor, node<op::outer_product, A, B>>) {
  return node<op::outer_product, node<op::multiply, Factor, A>, B>{};
}

/// A column times the one number of its row.
template <class E>
inline constexpr bool is_scaled_column = false;
template <class A, class B>
inline constexpr bool is_scaled_column<node<op::outer_product, A, B>> =
    shape_of<B> == scalar_shape&& shape_of<A> != scalar_shape;

// Before a network's one output backward's number comes from the loss, and late: what its column is
// multiplied by besides does not wait for it.
template <shape Space, class Op, class A, class B>
requires(std::is_same_v<Op, op::multiply>&& shape_of<A> == shape_of<B> &&
         (is_scaled_column<A> || is_scaled_column<B>)) constexpr auto assembled(list<A, B>) {
  if constexpr (is_scaled_column<A>) {
    return node<op::outer_product, node<op::multiply, argument_of<A, 0>, B>, argument_of<A, 1>>{};
  } else {
    return node<op::outer_product, node<op::multiply, A, argument_of<B, 0>>, argument_of<B, 1>>{};
  }
}

/// The same for a lowered formula that another was put into.
template <shape Space, class E>
struct reassembled {
  using type = E;
};
template <shape Space, class Op, class... Args>
struct reassembled<Space, node<Op, Args...>> {
  using type = decltype(assembled<Space, Op>(list<typename reassembled<Space, Args>::type...>{}));
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
