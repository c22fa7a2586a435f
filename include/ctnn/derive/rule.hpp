// What rules of simplification look for, and what they return.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>
#include <ctnn/expr/op/share.hpp>
#include <ctnn/expr/traverse.hpp>

namespace ctnn::inline CTNN_ISA::detail {

template <class E>
struct stripped {  // of repetition, which changes no value
  using type = E;
};
template <shape S, class A>
struct stripped<node<op::expand<S>, A>> : stripped<A> {};
template <class E>
using stripped_t = typename stripped<E>::type;

template <class E>
constexpr bool is_value(double value) {
  if constexpr (is_constant<stripped_t<E>>) {
    return stripped_t<E>::value == value;
  } else {
    return false;
  }
}
template <class E>
inline constexpr bool is_number = is_constant<stripped_t<E>>;
template <class E>
inline constexpr bool is_negated = is_application<E, op::negate>;

/// A type in a box: what rules return.
template <class E>
using is = type_box<E>;

/// E, repeated where its shape is smaller than S.
template <shape S, class E>
struct with_shape {
  using type = node<op::expand<S>, stripped_t<E>>;
};
template <shape S, class E>
requires(shape_of<E> == S) struct with_shape<S, E> {
  using type = E;
};

template <class Op, class A, class B>
using folded = constant<bits_of(Op::value(stripped_t<A>::value, stripped_t<B>::value))>;

/// One rule set for each operation, on arguments that are simplified already.
template <class Op, class... Args>
struct rule {
  static constexpr auto apply() { return is<node<Op, Args...>>{}; }
};

}  // namespace ctnn::inline CTNN_ISA::detail
