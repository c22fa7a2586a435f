// Losses in terms of logits: finite where the probability rounds to 0 or 1, and in fewer
// operations.
#pragma once

#include <ctnn/derive/rule.hpp>
#include <ctnn/expr/op/log.hpp>
#include <ctnn/expr/op/min_max.hpp>
#include <ctnn/expr/op/sigmoid.hpp>
#include <ctnn/expr/op/softmax.hpp>
#include <ctnn/expr/op/softplus.hpp>

namespace ctnn::inline CTNN_ISA::detail {

template <class A>
struct rule<op::log_t, A> {
  static constexpr auto apply() {
    if constexpr (is_application<A, op::sigmoid_t>) {
      return is<decltype(-softplus(-argument_of<A>{}))>{};
    } else if constexpr (is_application<A, op::subtract>) {
      if constexpr (is_value<argument_of<A, 0>>(1) &&
                    is_application<argument_of<A, 1>, op::sigmoid_t>) {
        return is<decltype(-softplus(argument_of<argument_of<A, 1>>{}))>{};
      } else {
        return is<node<op::log_t, A>>{};
      }
    } else if constexpr (is_application<A, op::softmax_t>) {
      return is<node<op::log_softmax_t, argument_of<A>>>{};
    } else {
      return is<node<op::log_t, A>>{};
    }
  }
};

/// The weight and the argument of a weighted softplus, whichever factor comes first.
template <class E>
struct weighted_softplus {
  static constexpr bool matches = false;
};
template <class Weight, class Z>
struct weighted_softplus<node<op::multiply, Weight, node<op::softplus_t, Z>>> {
  static constexpr bool matches = true;
  using weight = Weight;
  using argument = Z;
};
template <class Z, class Weight>
requires(!is_application<Weight, op::softplus_t>) struct weighted_softplus<
    node<op::multiply, node<op::softplus_t, Z>, Weight>>
    : weighted_softplus<node<op::multiply, Weight, node<op::softplus_t, Z>>> {
};

template <class A, class B>
inline constexpr bool is_rest_of_one =
    std::is_same_v<A, node<op::subtract, constant<bits_of(1)>, B>>;
template <class A, class B>
inline constexpr bool is_negative_of =
    std::is_same_v<A, typename decltype(rule<op::negate, B>::apply())::type>;

/// Whether A + B is a binary cross-entropy, as (1 - t) softplus(z) + t softplus(-z).
template <class A, class B>
constexpr bool is_cross_entropy_of_logit() {
  using a = weighted_softplus<A>;
  using b = weighted_softplus<B>;
  if constexpr (a::matches && b::matches) {
    constexpr bool adds_up_to_one = is_rest_of_one<typename a::weight, typename b::weight> ||
                                    is_rest_of_one<typename b::weight, typename a::weight>;
    return adds_up_to_one && is_negative_of<typename a::argument, typename b::argument>;
  } else {
    return false;
  }
}

/// That sum with one softplus: softplus(z) is max(z, 0) + softplus(-|z|). No two terms cancel, and
/// where z is 0 the derivatives that ties have add up to that of the sum as it was.
template <class A, class B>
constexpr auto cross_entropy_of_logit() {
  using a = weighted_softplus<A>;
  using b = weighted_softplus<B>;
  using Z = typename a::argument;
  return is<decltype(softplus(min(typename b::argument{}, Z{})) +
                     (hadamard(typename a::weight{}, max(Z{}, fraction<0>)) -
                      hadamard(typename b::weight{}, min(fraction<0>, Z{}))))>{};
}

}  // namespace ctnn::inline CTNN_ISA::detail
