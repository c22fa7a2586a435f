// The gradient of a formula, as a formula.
#pragma once

#include <ctnn/derive/adjoint.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
struct a_derivative;
struct differentiation;
struct one_number_at_a_time;
struct variables_and_constants;

/// The gradient of the scalar formula E with respect to each of Variables, as a list of formulas
/// of their shapes, simplified. Zero where E does not depend on one.
template <class E, class... Variables>
struct gradients_of {
  using all = detail::adjoints<E, std::remove_const_t<decltype(fraction<1>)>, list<Variables...>>;
  using type = list<typename all::template of<Variables>...>;
};

/// The same for a formula of any shape, given the gradient Dy of something with respect to it:
/// dyᵀ · dE/dv for each variable v.
template <class E, class Dy, class... Variables>
using vector_jacobian_product =
    list<typename detail::adjoints<E, Dy, list<Variables...>>::template of<Variables>...>;

namespace detail {

/// A node whose operation does not say what it passes on of a gradient.
template <class E>
struct lacks_derivative : std::false_type {};
template <class Op, class... Args>
struct lacks_derivative<node<Op, Args...>> : std::bool_constant<!HasDerivative<Op>> {};

/// What the derivative of an operation on one number is held to.
template <class Op>
struct check_derivative {
  static constexpr bool valid() {
    if constexpr (!PassesOn<Op>) {
      static_assert(kind_mismatch<in<Op>, expected<a_derivative>>::holds,
                    "ctnn: an operation's derivative takes what it returned, the gradient by that "
                    "and its argument. Write static constexpr auto derivative(auto y, auto dy, "
                    "auto z).");
      return false;
    } else {
      using Passed = std::remove_cvref_t<decltype(written_derivative<Op>::formula())>;
      if constexpr (is_invalid<Passed>) {
        return false;
      } else if constexpr (!Operand<Passed>) {
        static_assert(kind_mismatch<in<Op>, expected<a_formula>, got<Passed>>::holds,
                      "ctnn: an operation's derivative returns a formula, what it passes on of dy. "
                      "Write return hadamard(dy, 1.0 - y);");
        return false;
      } else if constexpr (Passed::is_mask) {
        return refuse_comparison<in<Op>, Passed>();
      } else if constexpr (contains_such<Passed, mixes_numbers>) {
        using Mixing = got<first_such_t<Passed, mixes_numbers>>;
        static_assert(kind_mismatch<in<Op>, expected<one_number_at_a_time>, Mixing>::holds,
                      "ctnn: an operation's derivative is about each number by itself. Sums, "
                      "products of matrices and transposes belong into a layer's formula.");
        return false;
      } else {
        // What is not constant has taken an argument for a number, and was refused in those words.
        return ConstantFormula<written_derivative<Op>>;
      }
    }
  }
};

/// A node whose operation has one argument and a derivative that is refused.
template <class E>
struct has_wrong_derivative : std::false_type {};
template <class Op, class A>
requires(Elementwise<Op>&& HasDerivative<Op> && !requires {
  Op::template derivative<0>(derivative_argument<0, scalar_shape>{},
                             derivative_argument<1, scalar_shape>{},
                             derivative_argument<2, scalar_shape>{});
}) struct has_wrong_derivative<node<Op, A>> : std::bool_constant<!check_derivative<Op>::valid()> {
};

/// A formula that is to be differentiated.
template <class Where, class E>
struct check_derivatives {
  static constexpr bool valid() {
    constexpr bool lacks = contains_such<E, lacks_derivative>;
    if constexpr (lacks) {
      static_assert(kind_mismatch<Where, in<first_such_t<E, lacks_derivative>>,
                                  expected<a_derivative>>::holds,
                    "ctnn: this operation has no derivative. Give it static constexpr auto "
                    "derivative(auto y, auto dy, auto x), which is what it passes on of dy.");
      return false;
    } else {
      return !contains_such<E, has_wrong_derivative>;
    }
  }
};

/// Refuses what the type of a formula does not hold: the value of a number, a tensor's address.
template <class E>
constexpr bool is_over_variables() {
  using Found = value_held_t<list<E>>;
  constexpr bool holds_values = !std::is_void_v<Found>;
  if constexpr (holds_values) {
    static_assert(
        kind_mismatch<in<differentiation>, expected<variables_and_constants>, got<Found>>::holds,
        "ctnn: a formula that is differentiated or simplified is made of variables and "
        "constants. Write variable<\"w\", float, 3, 2> for a tensor and fraction<1, 2> for a "
        "number.");
  }
  return !holds_values;
}

}  // namespace detail

/// The gradient of a scalar formula with respect to one of its variables:
/// differentiate(sum(hadamard(x, x)), x) is 2 x. The variable may be any placeholder or part.
template <Operand E, Operand Variable>
constexpr auto differentiate(const E&, const Variable&) {
  if constexpr (is_invalid<E> || is_invalid<Variable>) {
    return invalid{};
  } else if constexpr (shape_of<E> != scalar_shape) {
    static_assert(shape_mismatch<in<differentiation>, expected<rows_by_columns<1, 1>>,
                                 got<words_for<E>>>::holds,
                  "ctnn: only a scalar has a gradient. Take its sum or mean first; a gradient dy "
                  "is sent back by differentiating sum(hadamard(dy, formula)).");
    return invalid{};
  } else if constexpr (!detail::is_over_variables<E>() ||
                       !detail::check_derivatives<in<differentiation>, E>::valid()) {
    return invalid{};
  } else {
    return at_t<typename gradients_of<E, Variable>::type, 0>{};
  }
}

/// A formula in a simpler form: simplify(-log(sigmoid(z))) is softplus(-z).
template <Operand E>
constexpr auto simplify(const E&) {
  if constexpr (is_invalid<E> || !detail::is_over_variables<E>()) {
    return invalid{};
  } else {
    return simplified_t<E>{};
  }
}

}  // namespace ctnn::inline CTNN_ISA
