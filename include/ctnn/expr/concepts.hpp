// What may stand in a formula, and the two questions that every part of one answers.
#pragma once

#include <ctnn/base/language.hpp>
#include <ctnn/shape/check.hpp>

#include <concepts>

namespace ctnn::inline CTNN_ISA {

/// A tensor or an expression.
template <class E>
concept Operand = std::is_base_of_v<language::operand, std::remove_cvref_t<E>>;

/// What an operator takes: an operand, or a number beside one.
template <class E>
concept Term = Operand<E> || std::is_arithmetic_v<std::remove_cvref_t<E>>;

struct invalid : language::operand {};

template <class E>
inline constexpr bool is_invalid = std::is_same_v<std::remove_cvref_t<E>, invalid>;

/// The rows and columns of an operand.
template <class E>
inline constexpr shape shape_of = E::extents;

/// The operand's numbers: float or double; void for a constant, which suits both.
template <class E>
using scalar_of = typename E::value_type;

namespace detail {

template <class... Ts>
struct common_scalar;
template <>
struct common_scalar<> {
  using type = void;
};
template <class T, class... Rest>
struct common_scalar<T, Rest...> {
  using rest = typename common_scalar<Rest...>::type;
  using type = std::conditional_t<std::is_void_v<T>, rest, T>;
};

template <class... Ts>
inline constexpr bool one_scalar = [] {
  using T = typename common_scalar<Ts...>::type;
  return ((std::is_void_v<Ts> || std::is_same_v<Ts, T>)&&...);
}();

}  // namespace detail

/// Instantiated only where numbers of two kinds meet.
template <class Operation, class... Scalars>
struct scalar_mismatch {
  static constexpr bool holds = false;
};

}  // namespace ctnn::inline CTNN_ISA
