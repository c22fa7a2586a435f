// The leaves of formulas: placeholders (values that are bound when a plan runs), constants, and
// the tensors and numbers that a user writes in a formula.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/base/fixed_string.hpp>
#include <ctnn/base/scalar.hpp>
#include <ctnn/expr/concepts.hpp>

#include <bit>
#include <cstdint>

namespace ctnn::inline CTNN_ISA {

/// A value that has no storage yet. Its identity is its type: two placeholders of one tag are
/// the same value, so subexpressions, plans and gradients are found on types alone.
template <class Tag, class T, shape S>
struct placeholder : language::unevaluated<a_formula> {
  using language::unevaluated<a_formula>::operator=;
  using tag = Tag;
  using value_type = T;
  static constexpr shape extents = S;
};

template <fixed_string Name>
struct named {};

/// A placeholder that a user names: variable<"w", float, 3, 2>.
template <fixed_string Name, Scalar T, std::size_t Rows, std::size_t Columns = 1>
using variable = placeholder<named<Name>, T, shape{Rows, Columns}>;

/// A number that is part of the formula's type, written as the bits of a double.
template <std::uint64_t Bits>
struct constant : language::unevaluated<a_formula> {
  using value_type = void;
  static constexpr shape extents = scalar_shape;
  static constexpr double value = std::bit_cast<double>(Bits);
};

namespace detail {
constexpr std::uint64_t bits_of(double value) {
  // Minus zero and zero are one constant.
  return std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value);
}
}  // namespace detail

/// The constant Numerator / Denominator.
template <long Numerator, long Denominator = 1>
inline constexpr constant<detail::bits_of(static_cast<double>(Numerator) /
                                          static_cast<double>(Denominator))>
    fraction{};

/// A number written in a formula, as in 0.5f * x.
struct number : language::operand {
  using value_type = void;
  static constexpr shape extents = scalar_shape;
  double value;
};

/// A tensor written in a formula: the formula refers to it, and must not outlive it.
template <class Tensor>
struct reference : language::operand {
  using value_type = computed_as_t<typename Tensor::value_type>;
  static constexpr shape extents = Tensor::extents;
  const Tensor* tensor;
  constexpr const Tensor& get() const { return *tensor; }
};

/// A temporary tensor written in a formula: the formula keeps it, so that none dangles.
template <class Tensor>
struct held : language::operand {
  using value_type = computed_as_t<typename Tensor::value_type>;
  static constexpr shape extents = Tensor::extents;
  Tensor tensor;
  constexpr const Tensor& get() const { return tensor; }
};

template <class E>
inline constexpr bool is_placeholder = false;
template <class Tag, class T, shape S>
inline constexpr bool is_placeholder<placeholder<Tag, T, S>> = true;

template <class E>
inline constexpr bool is_constant = false;
template <std::uint64_t Bits>
inline constexpr bool is_constant<constant<Bits>> = true;

template <class E>
inline constexpr bool is_tensor_leaf = false;
template <class Tensor>
inline constexpr bool is_tensor_leaf<reference<Tensor>> = true;
template <class Tensor>
inline constexpr bool is_tensor_leaf<held<Tensor>> = true;

}  // namespace ctnn::inline CTNN_ISA
