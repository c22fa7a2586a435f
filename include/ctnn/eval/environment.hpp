// Which storage a plan's placeholders stand for while it runs.
#pragma once

#include <ctnn/expr/leaf.hpp>
#include <ctnn/tensor/view.hpp>

namespace ctnn::inline CTNN_ISA {

/// Within a kernel each placeholder that is written has storage of its own.
template <class Leaf, class View>
struct binding {
  using pointer = decltype(View::data);
  View view;
};

/// Views by placeholder: one base class for each, so that a function that takes the binding of a
/// placeholder takes any environment that has one. That costs the compiler a deduction, where a map
/// of types would cost it a search and a function for every environment.
template <class... Bindings>
struct environment : Bindings... {};
template <class... Bindings>
environment(Bindings...) -> environment<Bindings...>;

namespace detail {
template <class Leaf, class View>
binding<Leaf, View> binding_in(const binding<Leaf, View>&);  // for its type alone
}  // namespace detail

/// The binding of a placeholder in an environment.
template <class Environment, class Leaf>
using binding_of = decltype(detail::binding_in<Leaf>(std::declval<const Environment&>()));
template <class Environment, class Leaf>
using view_type_of = decltype(binding_of<Environment, Leaf>::view);

template <class Leaf, class View>
constexpr binding<Leaf, View> bound(const View& view) {
  return {view};
}

/// The bindings of up to four environments.
template <class... As, class... Bs, class... Cs, class... Ds>
CTNN_ALWAYS_INLINE constexpr environment<As..., Bs..., Cs..., Ds...> joined(
    const environment<As...>& a, const environment<Bs...>& b, const environment<Cs...>& c = {},
    const environment<Ds...>& d = {}) {
  return {static_cast<const As&>(a)..., static_cast<const Bs&>(b)..., static_cast<const Cs&>(c)...,
          static_cast<const Ds&>(d)...};
}

/// A scalar as a view.
template <class T>
using scalar_view = view<const T, scalar_shape, column_order, 1>;

}  // namespace ctnn::inline CTNN_ISA
