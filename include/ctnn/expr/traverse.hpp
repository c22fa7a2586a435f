// Questions asked of a whole formula, and replacement within it. All of this is on types.
#pragma once

#include <ctnn/expr/node.hpp>

namespace ctnn::inline CTNN_ISA {

/// Whether Part is E or occurs in it.
template <class E, class Part>
inline constexpr bool contains = std::is_same_v<E, Part>;
template <class Op, class... Args, class Part>
inline constexpr bool contains<node<Op, Args...>, Part> = std::is_same_v<node<Op, Args...>, Part> ||
                                                          (contains<Args, Part> || ...);

/// Whether E contains one of the parts.
template <class E, class Parts>
inline constexpr bool contains_any = false;
template <class E, class... Parts>
inline constexpr bool contains_any<E, list<Parts...>> = (contains<E, Parts> || ...);

/// How often Part occurs in E.
template <class E, class Part>
inline constexpr std::size_t occurrences = std::is_same_v<E, Part> ? 1 : 0;
template <class Op, class... Args, class Part>
inline constexpr std::size_t occurrences<node<Op, Args...>, Part> =
    std::is_same_v<node<Op, Args...>, Part> ? 1 : (occurrences<Args, Part> + ... + 0);

/// Whether the predicate holds for E or for a part of it.
template <class E, template <class> class Predicate>
inline constexpr bool contains_such = Predicate<E>::value;
template <class Op, class... Args, template <class> class Predicate>
inline constexpr bool contains_such<node<Op, Args...>, Predicate> =
    Predicate<node<Op, Args...>>::value || (contains_such<Args, Predicate> || ...);

namespace detail {

/// Whether E is a leaf of which the type does not hold all: a number, or a tensor's address.
template <class E>
struct has_a_value : std::bool_constant<is_tensor_leaf<E> || std::is_same_v<E, number>> {};
template <class E>
struct is_a_number : std::bool_constant<std::is_same_v<E, number>> {};
/// A word for such a leaf of the formulas, for a message; void where there is none.
template <class... Es>
constexpr auto value_held_by(list<Es...>) {
  if constexpr ((contains_such<Es, is_a_number> || ...)) {
    return type_box<a_number>{};
  } else if constexpr ((contains_such<Es, has_a_value> || ...)) {
    return type_box<a_tensor>{};
  } else {
    return type_box<void>{};
  }
}
template <class Formulas>
using value_held_t = typename decltype(value_held_by(Formulas{}))::type;

/// What folds, multiplies or moves numbers, so that it cannot act on each by itself.
template <class E>
struct mixes_numbers : std::false_type {};
template <class Op, class... Args>
struct mixes_numbers<node<Op, Args...>> : std::bool_constant<!Elementwise<Op>> {};

template <class E, template <class> class Predicate>
struct first_such : type_box<void> {};
template <template <class> class Predicate, class... Es>
struct first_such_among : type_box<void> {};
template <template <class> class Predicate, class E, class... Rest>
struct first_such_among<Predicate, E, Rest...>
    : std::conditional_t<contains_such<E, Predicate>, first_such<E, Predicate>,
                         first_such_among<Predicate, Rest...>> {};
template <class Op, class... Args, template <class> class Predicate>
struct first_such<node<Op, Args...>, Predicate>
    : std::conditional_t<Predicate<node<Op, Args...>>::value, type_box<Op>,
                         first_such_among<Predicate, Args...>> {};

template <class E, class From, class To>
struct replaced {
  using type = E;
};
template <class E, class To>
struct replaced<E, E, To> {
  using type = To;
};
template <class Op, class... Args, class From, class To>
struct replaced<node<Op, Args...>, From, To> {
  using type = node<Op, typename replaced<Args, From, To>::type...>;
};
template <class Op, class... Args, class To>
struct replaced<node<Op, Args...>, node<Op, Args...>, To> {
  using type = To;
};

/// Known with the placeholders in E.
template <class E, class Known>
struct placeholders : type_box<Known> {};
template <class Tag, class T, shape S, class Known>
struct placeholders<placeholder<Tag, T, S>, Known> : with<Known, placeholder<Tag, T, S>> {};
template <class Op, class... Args, class Known>
struct placeholders<node<Op, Args...>, Known> : collected<placeholders, list<Args...>, Known> {};

}  // namespace detail

/// The operation of the first part of E for which the predicate holds; void where there is none.
template <class E, template <class> class Predicate>
using first_such_t = typename detail::first_such<E, Predicate>::type;

/// E with From replaced by To wherever it occurs.
template <class E, class From, class To>
using replaced_t = typename detail::replaced<E, From, To>::type;

}  // namespace ctnn::inline CTNN_ISA
