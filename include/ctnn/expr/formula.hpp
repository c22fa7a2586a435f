// From what a user writes to a formula that is a type: the numbers in a function's body become
// constants of the type, the tensors in an expression become placeholders bound to them.
#pragma once

#include <ctnn/expr/traverse.hpp>

#include <array>

namespace ctnn::inline CTNN_ISA {

namespace detail {

template <class E>
inline constexpr std::size_t number_count = 0;
template <>
inline constexpr std::size_t number_count<number> = 1;
template <class Op, class... Args>
inline constexpr std::size_t number_count<node<Op, Args...>> = (number_count<Args> + ... + 0);

template <class E, std::size_t N>
constexpr void collect_numbers(const E& e, std::array<double, N>& values, std::size_t& at) {
  if constexpr (std::is_same_v<E, number>) {
    values[at++] = e.value;
  } else if constexpr (is_node<E>) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (collect_numbers(child<I>(e.children), values, at), ...);
    }
    (std::make_index_sequence<E::arguments::size>{});
  }
}

/// E with its numbers, from the First-th on, replaced by the constants in Values.
template <class E, const auto& Values, std::size_t First>
struct frozen {
  using type = E;
};
template <const auto& Values, std::size_t First>
struct frozen<number, Values, First> {
  using type = constant<bits_of(Values[First])>;
};
template <class Done, class Op, class Rest, const auto& Values, std::size_t First>
struct frozen_node;
template <class... Done, class Op, const auto& Values, std::size_t First>
struct frozen_node<list<Done...>, Op, list<>, Values, First> {
  using type = node<Op, Done...>;
};
template <class... Done, class Op, class Next, class... Rest, const auto& Values, std::size_t First>
struct frozen_node<list<Done...>, Op, list<Next, Rest...>, Values, First>
    : frozen_node<list<Done..., typename frozen<Next, Values, First>::type>, Op, list<Rest...>,
                  Values, First + number_count<Next>> {};
template <class Op, class... Args, const auto& Values, std::size_t First>
struct frozen<node<Op, Args...>, Values, First>
    : frozen_node<list<>, Op, list<Args...>, Values, First> {};

template <class Source>
struct numbers_of {
  static constexpr auto values = [] {
    constexpr auto formula = Source::formula();
    std::array<double, number_count<std::remove_const_t<decltype(formula)>>> result{};
    std::size_t at = 0;
    collect_numbers(formula, result, at);
    return result;
  }();
};

}  // namespace detail

/// The formula that Source::formula() returns, as a type: the numbers in it are constants.
template <class Source>
using formula_of = typename detail::frozen<std::remove_cvref_t<decltype(Source::formula())>,
                                           detail::numbers_of<Source>::values, 0>::type;

/// Whether that is a constant expression.
template <class Source>
concept ConstantFormula = requires {
  typename std::bool_constant<(static_cast<void>(Source::formula()), true)>;
};

/// The I-th argument of a function given as a formula, for one number at a time.
template <std::size_t I>
struct argument_tag {};
template <std::size_t I>
using argument = placeholder<argument_tag<I>, void, scalar_shape>;

/// A tensor or a number that a user wrote in an expression, by its position.
template <std::size_t I>
struct slot {};

namespace detail {

/// E with its tensors and numbers as placeholders slot<First>, slot<First + 1> …; numbers take
/// the scalar T.
template <class E, class T, std::size_t First>
struct captured {
  using type = E;
  static constexpr std::size_t next = First;
};
template <class E, class T, std::size_t First>
requires is_tensor_leaf<E>
struct captured<E, T, First> {
  using type = placeholder<slot<First>, T, E::extents>;
  static constexpr std::size_t next = First + 1;
};
template <class T, std::size_t First>
struct captured<number, T, First> {
  using type = placeholder<slot<First>, T, scalar_shape>;
  static constexpr std::size_t next = First + 1;
};
template <class Done, class Op, class Rest, class T, std::size_t First>
struct captured_node;
template <class... Done, class Op, class T, std::size_t First>
struct captured_node<list<Done...>, Op, list<>, T, First> {
  using type = node<Op, Done...>;
  static constexpr std::size_t next = First;
};
template <class... Done, class Op, class Next, class... Rest, class T, std::size_t First>
struct captured_node<list<Done...>, Op, list<Next, Rest...>, T, First>
    : captured_node<list<Done..., typename captured<Next, T, First>::type>, Op, list<Rest...>, T,
                    captured<Next, T, First>::next> {};
template <class Op, class... Args, class T, std::size_t First>
struct captured<node<Op, Args...>, T, First> : captured_node<list<>, Op, list<Args...>, T, First> {
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
