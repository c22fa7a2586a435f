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

struct invalid : language::operand {
  template <class... Indices>
  constexpr invalid operator()(Indices&&...) const {
    return {};
  }
  template <class Index>
  constexpr invalid operator[](Index&&) const {
    return {};
  }
  template <class Value>
  constexpr const invalid& operator=(Value&&) const {
    return *this;
  }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  constexpr operator Number() const { return {}; }
};

template <class E>
inline constexpr bool is_invalid = std::is_same_v<std::remove_cvref_t<E>, invalid>;

/// The rows and columns of an operand.
template <class E>
inline constexpr shape shape_of = E::extents;

namespace detail {
/// A number that no formula takes, since 1 / 2 is 0 among such.
template <class E>
concept Integer = !Operand<E> && std::is_integral_v<std::remove_cvref_t<E>>;

template <class E>
struct words_of_operand : words_of_extents<E::extents.rows, E::extents.columns> {};
}  // namespace detail

/// How the shape of an operand is printed.
template <class E>
using words_for = typename detail::words_of_operand<E>::type;

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

/// The first scalar, and the first that is not the same; float and double in the end, since there
/// are no others.
template <class... Ts>
struct mixed_scalars {
  using found = typename common_scalar<Ts...>::type;
  using first = expected<found>;
  using other = got<std::conditional_t<std::is_same_v<found, float>, double, float>>;
};

}  // namespace detail

/// Instantiated only where numbers of two kinds meet.
template <class... Words>
struct scalar_mismatch {
  static constexpr bool holds = false;
};

// Words of the messages.
struct a_formula;
struct a_number;
struct a_comparison;
struct a_constant;
struct a_tensor;
struct floating_point;
struct conversion;
struct subscript;
struct assignment_to_formula;

/// Refuses a comparison where a number is asked for. E is what depends on an argument of the
/// template that calls it, since only then a call that is not taken is not made.
template <class Where, class E>
constexpr bool refuse_comparison() {
  static_assert(kind_mismatch<Where, expected<a_number>, got<a_comparison>>::holds,
                "ctnn: a comparison is no number. Make it one: select(z > 0.0, 1.0, 0.0).");
  return false;
}

}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {

/// Base of formulas. A formula has no value before it is evaluated, and what takes it for one is
/// refused in a sentence. Formula is a_formula; it is a parameter so that a sentence is for those
/// alone who need it.
template <class Formula>
struct unevaluated : operand {
  // To double and to bool alone: so std::tanh(z), which has overloads, ends here as well.
  constexpr operator double() const {  // NOLINT: it is meant to be found
    static_assert(kind_mismatch<in<conversion>, expected<a_number>, got<Formula>>::holds,
                  "ctnn: a formula is not a number. Call ctnn's functions on it, tanh(z) and not "
                  "std::tanh(z); choose with select(z > 0.0, a, b); and take its value with "
                  "evaluate(formula)(row, column), that of a dot product with "
                  "evaluate(sum(a * b))(0, 0).");
    return 0.0;
  }
  // By way of the other, since c ? a : b needs both and is one mistake.
  template <std::same_as<bool> Bool>
  constexpr operator Bool() const {  // NOLINT: likewise
    return static_cast<double>(*this) > 0.0;
  }
  template <std::integral... Indices>
  constexpr double operator()(Indices...) const {
    static_assert(kind_mismatch<in<subscript>, expected<a_tensor>, got<Formula>>::holds,
                  "ctnn: a formula holds no numbers. Evaluate it first: "
                  "evaluate(formula)(row, column), or assign it to a vector or a matrix.");
    return 0.0;
  }
  template <std::integral Index>
  constexpr double operator[](Index i) const {
    return (*this)(i);
  }
  template <class Value>
  constexpr void operator=(const Value&) const {
    static_assert(
        kind_mismatch<in<assignment_to_formula>, expected<a_tensor>, got<Formula>>::holds,
        "ctnn: a formula cannot be assigned to. Assign to a vector or a matrix, and write the "
        "formula on the right.");
  }
};

}  // namespace ctnn::inline CTNN_ISA::language
