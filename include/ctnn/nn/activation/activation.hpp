// An activation is a formula of one number. Its value on packs, its derivative, fusion and
// constant evaluation follow from the formula.
#pragma once

#include <ctnn/derive/gradient.hpp>
#include <ctnn/expr/formula.hpp>
#include <ctnn/expr/value.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

template <class P>
struct one_argument {
  P value;

  template <class E>
  static constexpr bool provides = std::is_same_v<E, argument<0>>;
  template <class>
  CTNN_ALWAYS_INLINE constexpr P get() const {
    return value;
  }
};

/// Definition::formula as a type, for the argument.
template <class Definition>
struct definition_source {
  static constexpr auto formula() { return Definition::formula(argument<0>{}); }
};

template <class Formula, class P>
CTNN_ALWAYS_INLINE constexpr P value_at(P x) {
  return value_of<P, Formula>(one_argument<P>{x});
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
  static constexpr auto formula(auto z) { return F{}(z); }
};

}  // namespace op

/// A user's activation from a function of z in the language:
/// inline constexpr auto swish = activation([](auto z) { return z * sigmoid(z); });
template <class F>
constexpr op::custom_activation<F> activation(F) {
  static_assert(std::is_empty_v<F>, "ctnn: an activation's function captures nothing.");
  return {};
}

}  // namespace ctnn::inline CTNN_ISA
