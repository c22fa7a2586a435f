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

namespace detail {
template <class Leaf, class View>
CTNN_ALWAYS_INLINE constexpr const binding<Leaf, View>& binding_of(const binding<Leaf, View>& b) {
  return b;
}
}  // namespace detail

/// Views by placeholder. Found through inheritance, which costs the compiler one overload
/// resolution instead of a search through a map of types.
template <class... Bindings>
struct environment : Bindings... {
  template <class Leaf>
  CTNN_ALWAYS_INLINE constexpr const auto& bound_to() const {
    return detail::binding_of<Leaf>(*this);
  }
  template <class Leaf>
  CTNN_ALWAYS_INLINE constexpr const auto& get() const {
    return detail::binding_of<Leaf>(*this).view;
  }
};

template <class Leaf, class View>
constexpr binding<Leaf, View> bound(const View& view) {
  return {view};
}

template <class... Bindings>
constexpr environment<Bindings...> make_environment(const Bindings&... bindings) {
  return {bindings...};
}

template <class... As, class... Bs>
constexpr environment<As..., Bs...> joined(const environment<As...>& a,
                                           const environment<Bs...>& b) {
  return {static_cast<const As&>(a)..., static_cast<const Bs&>(b)...};
}

/// A scalar as a view.
template <class T>
using scalar_view = view<const T, scalar_shape, column_order, 1>;

}  // namespace ctnn::inline CTNN_ISA
