// Flat lists of types, and the few questions asked of them.
#pragma once

#include <ctnn/base/config.hpp>

#include <utility>

namespace ctnn::inline CTNN_ISA {

template <class... Ts>
struct list {
  static constexpr std::size_t size = sizeof...(Ts);

  template <class T>
  static constexpr bool contains = (std::is_same_v<T, Ts> || ...);

  /// The position of the first T; size where there is none.
  template <class T>
  static constexpr std::size_t index_of = [] {
    constexpr bool same[] = {std::is_same_v<T, Ts>..., true};
    std::size_t i = 0;
    while (!same[i]) ++i;
    return i;
  }();
  /// The position of the last T among the first Count; size where there is none.
  template <class T, std::size_t Count>
  static constexpr std::size_t last_index_of = [] {
    constexpr bool same[] = {std::is_same_v<T, Ts>..., true};
    for (std::size_t i = Count; i != 0; --i) {
      if (same[i - 1]) return i - 1;
    }
    return size;
  }();
};

namespace detail {

template <std::size_t I, class T>
struct indexed {};
template <class Indices, class... Ts>
struct indexed_list;
template <std::size_t... I, class... Ts>
struct indexed_list<std::index_sequence<I...>, Ts...> : indexed<I, Ts>... {};

template <class T>
struct type_box {
  using type = T;
};
template <std::size_t I, class T>
type_box<T> pick(const indexed<I, T>&);

template <std::size_t I, class List>
struct at;
template <class First, class... Ts>
struct at<0, list<First, Ts...>> {
  using type = First;
};
template <class First, class Second, class... Ts>
struct at<1, list<First, Second, Ts...>> {
  using type = Second;
};
template <std::size_t I, class... Ts>
struct at<I, list<Ts...>> {
  using type = typename decltype(pick<I>(
      std::declval<indexed_list<std::index_sequence_for<Ts...>, Ts...>>()))::type;
};

template <class... Lists>
struct concatenated;
template <>
struct concatenated<> {
  using type = list<>;
};
template <class... As>
struct concatenated<list<As...>> {
  using type = list<As...>;
};
template <class... As, class... Bs, class... Rest>
struct concatenated<list<As...>, list<Bs...>, Rest...> : concatenated<list<As..., Bs...>, Rest...> {
};

// Four at a time: a compiler keeps every step.
template <class... As, class... Bs, class... Cs, class... Ds, class... Rest>
struct concatenated<list<As...>, list<Bs...>, list<Cs...>, list<Ds...>, Rest...>
    : concatenated<list<As..., Bs..., Cs..., Ds...>, Rest...> {};

template <class List, class T>
struct with;
template <class... Ts, class T>
struct with<list<Ts...>, T> {
  using type = std::conditional_t<list<Ts...>::template contains<T>, list<Ts...>, list<Ts..., T>>;
};

/// Known with what Collect finds in each of a list: Collect<T, Known>::type is Known with what it
/// finds in T.
template <template <class T, class Known> class Collect, class List, class Known>
struct collected : type_box<Known> {};
template <template <class T, class Known> class Collect, class Only, class Known>
struct collected<Collect, list<Only>, Known> : Collect<Only, Known> {};
template <template <class T, class Known> class Collect, class First, class Second, class... Rest,
          class Known>
struct collected<Collect, list<First, Second, Rest...>, Known>
    : collected<Collect, list<Second, Rest...>, typename Collect<First, Known>::type> {};

}  // namespace detail

template <class List, std::size_t I>
using at_t = typename detail::at<I, List>::type;

template <class... Lists>
using concatenated_t = typename detail::concatenated<Lists...>::type;

/// T if it is wanted, else nothing: what a list that is filtered is concatenated of.
template <bool Wanted, class T>
using list_if = std::conditional_t<Wanted, list<T>, list<>>;

/// The list with T at its end, unless it holds T already.
template <class List, class T>
using with_t = typename detail::with<List, T>::type;

}  // namespace ctnn::inline CTNN_ISA
