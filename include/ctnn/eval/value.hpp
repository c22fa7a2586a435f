// The value of a formula on packs: what every kernel and every activation is made of.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>
#include <ctnn/expr/op/compare.hpp>

namespace ctnn::inline CTNN_ISA {

/// Evaluates E with packs P. The lookup says what it provides itself (leaves, stored parts);
/// everything else is computed by the operations.
template <class P, class E, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto value_of(const Lookup& lookup);

namespace detail {

/// Whether Op is a product, number by number, that is one instruction with a sum of it and more.
template <class Op, class P, class Lookup>
inline constexpr bool fuses_with_a_sum = std::is_same_v<Op, op::multiply>;

/// Whether E is such a product and has to be computed here.
template <class P, class E, class Lookup>
inline constexpr bool is_open_product = false;
template <class P, class Op, class A, class B, class Lookup>
inline constexpr bool is_open_product<P, node<Op, A, B>, Lookup> =
    fuses_with_a_sum<Op, P, Lookup> && !Lookup::template provides<node<Op, A, B>>;

template <class P, class Op, class... Args, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto node_value(list<Args...>, const Lookup& lookup) {
  return Op::value(ctnn::value_of<P, Args>(lookup)...);
}

// A product and a sum are one instruction; not every compiler makes it one unasked.
template <class P, class Op, class A, class B, class Lookup>
requires(std::is_same_v<Op, op::add> || std::is_same_v<Op, op::subtract>) CTNN_ALWAYS_INLINE
    constexpr auto node_value(list<A, B>, const Lookup& lookup) {
  constexpr bool adds = std::is_same_v<Op, op::add>;
  if constexpr (is_open_product<P, B, Lookup>) {
    const P c = ctnn::value_of<P, A>(lookup);
    const P b = ctnn::value_of<P, argument_of<B, 0>>(lookup);
    const P a = ctnn::value_of<P, argument_of<B, 1>>(lookup);
    if constexpr (adds) {
      return fma(b, a, c);
    } else {
      return fnma(b, a, c);
    }
  } else if constexpr (is_open_product<P, A, Lookup>) {
    const P a = ctnn::value_of<P, argument_of<A, 0>>(lookup);
    const P b = ctnn::value_of<P, argument_of<A, 1>>(lookup);
    const P c = ctnn::value_of<P, B>(lookup);
    if constexpr (adds) {
      return fma(a, b, c);
    } else {
      return fms(a, b, c);
    }
  } else {
    return Op::value(ctnn::value_of<P, A>(lookup), ctnn::value_of<P, B>(lookup));
  }
}

/// What a comparison and a choice read.
template <class P, class E, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto value_or_constant(const Lookup& lookup) {
  if constexpr (is_constant<E>) {
    return P::constant(E{});
  } else {
    return ctnn::value_of<P, E>(lookup);
  }
}
template <class P, class Op, class A, class B, class Lookup>
requires(Op::is_mask) CTNN_ALWAYS_INLINE
    constexpr auto node_value(list<A, B>, const Lookup& lookup) {
  return Op::value(value_or_constant<P, A>(lookup), value_or_constant<P, B>(lookup));
}
// As the smaller and the larger of two, of which a constant is a number.
template <class P, class Op, class A, class B, class Lookup>
requires(requires(P a) { Op::value_beside_constant(a, a); }) CTNN_ALWAYS_INLINE
    constexpr auto node_value(list<A, B>, const Lookup& lookup) {
  const P a = ctnn::value_of<P, A>(lookup), b = ctnn::value_of<P, B>(lookup);
  if constexpr (is_constant<A>) {
    return Op::value_beside_constant(a, b);
  } else if constexpr (is_constant<B>) {
    return Op::value_beside_constant(b, a);
  } else {
    return Op::value(a, b);
  }
}
// A number or zero, as in the derivative of relu, is a mask alone.
template <class P, class Op, class Condition, class Yes, class No, class Lookup>
requires(std::is_same_v<Op, op::select_t>) CTNN_ALWAYS_INLINE
    constexpr auto node_value(list<Condition, Yes, No>, const Lookup& lookup) {
  const auto condition = ctnn::value_of<P, Condition>(lookup);
  const P yes = value_or_constant<P, Yes>(lookup);
  if constexpr (std::is_same_v<No, std::remove_const_t<decltype(fraction<0>)>>) {
    return select_or_zero(condition, yes);
  } else {
    return Op::value(condition, yes, value_or_constant<P, No>(lookup));
  }
}

}  // namespace detail

template <class P, class E, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto value_of(const Lookup& lookup) {
  if constexpr (Lookup::template provides<E>) {
    return lookup.template get<E>();
  } else if constexpr (is_constant<E>) {
    return P(static_cast<typename P::value_type>(E::value));
  } else {
    static_assert(is_node<E>, "ctnn: a placeholder of this formula is not bound to a value.");
    return detail::node_value<P, typename E::operation>(typename E::arguments{}, lookup);
  }
}

namespace detail {

/// What provides one part of a formula, or its one argument.
template <class P, class Part>
struct one_value {
  P value;
  template <class E>
  static constexpr bool provides = std::is_same_v<E, Part>;
  template <class E>
  CTNN_ALWAYS_INLINE constexpr P get() const {
    return value;
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
