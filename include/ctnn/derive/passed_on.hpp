// What an operation on each number by itself passes on of a gradient: the derivative that its
// author wrote, of three numbers.
#pragma once

#include <ctnn/base/has_member.hpp>
#include <ctnn/expr/formula.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

CTNN_HAS_MEMBER(HasDerivative, derivative);

/// y, dy and z as a derivative is given them.
template <std::size_t I>
struct derivative_tag {};
template <std::size_t I, shape S>
using derivative_argument = placeholder<derivative_tag<I>, void, S>;

/// Whether Op has one argument and says what it passes on to it.
template <class Op>
concept PassesOn = Elementwise<Op> && requires {
  Op::derivative(derivative_argument<0, scalar_shape>{}, derivative_argument<1, scalar_shape>{},
                 derivative_argument<2, scalar_shape>{});
};
/// What it says for arguments of a shape.
template <class Op, shape S = scalar_shape>
struct written_derivative {
  static constexpr auto formula() {
    return Op::derivative(derivative_argument<0, S>{}, derivative_argument<1, S>{},
                          derivative_argument<2, S>{});
  }
};

/// Whether what is written for numbers is another formula for matrices, where `*` is their product;
/// or holds numbers, which become constants.
template <class Op>
inline constexpr bool is_written_for_numbers = false;
template <class Op>
requires PassesOn<Op>
inline constexpr bool is_written_for_numbers<Op> = [] {
  using Passed = std::remove_cvref_t<decltype(written_derivative<Op, shape{2, 2}>::formula())>;
  return number_count<Passed> != 0 || contains_such<Passed, mixes_numbers>;
}();

/// The derivative as it is for numbers, of formulas of any shape.
template <class Op, class Y, class Dy, class Z>
using passed_on_t = typename replaced<
    typename replaced<typename replaced<formula_of<written_derivative<Op>>,
                                        derivative_argument<0, scalar_shape>, Y>::type,
                      derivative_argument<1, scalar_shape>, Dy>::type,
    derivative_argument<2, scalar_shape>, Z>::type;

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
