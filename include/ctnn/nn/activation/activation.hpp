// An activation is a formula of one number. Its value on packs, its derivative, fusion and
// constant evaluation follow from the formula.
#pragma once

#include <ctnn/derive/gradient.hpp>
#include <ctnn/eval/value.hpp>
#include <ctnn/expr/formula.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// Definition::formula as a type, for the argument.
template <class Definition>
struct definition_source {
  static constexpr auto formula() { return Definition::formula(argument<0>{}); }
};

template <class Formula, class P>
CTNN_ALWAYS_INLINE constexpr P value_at(P x) {
  return value_of<P, Formula>(one_value<P, argument<0>>{x});
}

}  // namespace detail

namespace op {

/// The derivative of an elementwise operation that Definition::formula defines.
template <class Definition>
struct slope : elementwise<slope<Definition>> {
  using formula_type = at_t<
      typename gradients_of<formula_of<detail::definition_source<Definition>>, argument<0>>::type,
      0>;

  static constexpr auto formula(auto) { return formula_type{}; }
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P x) {
    return detail::value_at<formula_type>(x);
  }
  static constexpr auto derivative(auto, auto dy, auto x) {
    return hadamard(dy, slope<slope>{}(x));
  }
};

/// An elementwise operation that Self::formula(z) defines.
template <class Self>
struct defined_by_formula : elementwise<Self> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P x) {
    return detail::value_at<formula_of<detail::definition_source<Self>>>(x);
  }
  static constexpr auto derivative(auto, auto dy, auto x) { return hadamard(dy, slope<Self>{}(x)); }
};

template <class F>
struct custom_activation : defined_by_formula<custom_activation<F>> {
  static constexpr auto formula(auto z) {
    if constexpr (Operand<decltype(F{}(z))>) {
      return F{}(z);
    } else {
      return ctnn::detail::as_term(F{}(z));
    }
  }
};

/// What stands for an activation that was refused.
struct refused_activation {
  constexpr invalid operator()(const auto&) const { return {}; }
};

}  // namespace op

// Words of the messages.
struct activation_function;
struct function_of_a_formula;
struct no_captures;
struct a_lambda;

/// A user's activation from a function of z in the language:
/// inline constexpr auto swish = activation([](auto z) { return z * sigmoid(z); });
template <class F>
constexpr auto activation(F) {
  if constexpr (std::is_pointer_v<F>) {
    static_assert(kind_mismatch<in<activation_function>, expected<a_lambda>, got<F>>::holds,
                  "ctnn: where a pointer points is not part of a network's type. Write "
                  "activation([](auto z) { return f(z); }).");
    return op::refused_activation{};
  } else if constexpr (!std::is_empty_v<F>) {
    static_assert(
        kind_mismatch<in<activation_function>, expected<no_captures>, got<F>>::holds,
        "ctnn: an activation's function captures nothing, since it is part of a network's type. "
        "Write its numbers into it.");
    return op::refused_activation{};
  } else if constexpr (!requires { F{}(argument<0>{}); }) {
    static_assert(
        kind_mismatch<in<activation_function>, expected<function_of_a_formula>, got<F>>::holds,
        "ctnn: an activation is made from a function of one formula. Write [](auto z) { return "
        "z * sigmoid(z); }.");
    return op::refused_activation{};
  } else {
    using Result = std::remove_cvref_t<decltype(F{}(argument<0>{}))>;
    if constexpr (is_invalid<Result>) {
      return op::refused_activation{};
    } else if constexpr (!Operand<Result> && !std::is_floating_point_v<Result>) {
      static_assert(
          kind_mismatch<in<activation_function>, expected<a_formula>, got<Result>>::holds,
          "ctnn: an activation's function returns a formula of its argument. Write [](auto z) { "
          "return z * sigmoid(z); }.");
      return op::refused_activation{};
    } else if constexpr (contains_such<Result, detail::mixes_numbers>) {
      static_assert(kind_mismatch<in<activation_function>, expected<one_number_at_a_time>,
                                  got<first_such_t<Result, detail::mixes_numbers>>>::holds,
                    "ctnn: an activation's function is about each number by itself, and keeps the "
                    "shape. Sums, products of matrices and transposes belong into a layer's "
                    "formula.");
      return op::refused_activation{};
    } else if constexpr (requires { requires Result::is_mask; }) {
      refuse_comparison<in<activation_function>, Result>();
      return op::refused_activation{};
    } else if constexpr (!ConstantFormula<detail::definition_source<op::custom_activation<F>>>) {
      // What is not constant has taken the argument for a number, and is refused in those words.
      using Argument = std::conditional_t<std::is_void_v<Result>, void, argument<0>>;
      static_cast<void>(static_cast<double>(Argument{}));
      return op::refused_activation{};
    } else {
      return op::custom_activation<F>{};
    }
  }
}

}  // namespace ctnn::inline CTNN_ISA
