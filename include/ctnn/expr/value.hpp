// The value of a formula on packs: what every kernel and every activation is made of.
#pragma once

#include <ctnn/expr/node.hpp>

namespace ctnn::inline CTNN_ISA {

/// Evaluates E with packs P. The lookup says what it provides itself (leaves, stored parts);
/// everything else is computed by the operations.
template <class P, class E, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto value_of(const Lookup& lookup);

namespace detail {
template <class P, class Op, class... Args, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto node_value(list<Args...>, const Lookup& lookup) {
  return Op::value(ctnn::value_of<P, Args>(lookup)...);
}
}  // namespace detail

template <class P, class E, class Lookup>
CTNN_ALWAYS_INLINE constexpr auto value_of(const Lookup& lookup) {
  if constexpr (Lookup::template provides<E>()) {
    return lookup.template get<E>();
  } else if constexpr (is_constant<E>) {
    return P(static_cast<typename P::value_type>(E::value));
  } else {
    static_assert(is_node<E>, "ctnn: a placeholder of this formula is not bound to a value.");
    return detail::node_value<P, typename E::operation>(typename E::arguments{}, lookup);
  }
}

}  // namespace ctnn::inline CTNN_ISA
