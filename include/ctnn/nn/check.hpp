// What a network and its layers are held to, and the sentences for those who miss it. A check is
// the first that a public name does, so that an error starts at the user's own line; what failed is
// left alone from there on.
#pragma once

#include <ctnn/base/has_member.hpp>
#include <ctnn/derive/gradient.hpp>
#include <ctnn/expr/op/softmax.hpp>
#include <ctnn/nn/input.hpp>
#include <ctnn/nn/plan/values.hpp>
#include <ctnn/nn/sample.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
struct a_layer;
struct a_network;
struct an_activation;
struct an_initializer;
struct an_input;
struct a_type_without_members;
struct a_value_of_each_sample;
template <std::size_t N>
struct at_least {};
template <std::size_t N>
struct layers {};
template <std::size_t N>
struct formula_of_arguments {};
template <class Things>
struct one_of {};
template <class What>
struct behind {};

namespace detail {

/// What stands for a layer that was refused: one output, and no formula.
struct refused_layer {
  static constexpr std::size_t outputs(std::size_t) { return 1; }
  static constexpr std::array<parameter, 2> parameters(std::size_t) {
    return {parameter{role::weights, 1, 1}, parameter{role::bias, 1}};
  }
  static constexpr auto formula(auto, auto, auto) { return invalid{}; }
};

/// A check of what was refused before: nothing more is said.
struct check_refused {
  static constexpr bool valid() { return false; }
};

/// How many outputs a layer has; one where it has none or is no layer, which is refused elsewhere.
template <class L>
constexpr std::size_t outputs_or_one(std::size_t inputs) {
  if constexpr (Layer<L>) {
    const std::size_t outputs = L::outputs(inputs);
    return outputs == 0 ? 1 : outputs;
  } else {
    return 1;
  }
}

CTNN_HAS_MEMBER(HasFormula, formula);

/// Beside L's formula, one of each number of arguments: where L's takes as many, neither is the
/// better, and the call is ambiguous. That is found out without a look into the formula, since what
/// is wrong within it would be three lines further from the user's own. The last argument, which
/// nobody gives, keeps one from hiding the other.
struct some_formulas {
  struct none {};
  template <class A>
  static void formula(A, none = {});
  template <class A, class B>
  static void formula(A, B, none = {});
  template <class A, class B, class C>
  static void formula(A, B, C, none = {});
  template <class A, class B, class C, class D>
  static void formula(A, B, C, D, none = {});
  template <class A, class B, class C, class D, class E>
  static void formula(A, B, C, D, E, none = {});
};
template <class L>
struct beside_formula : L, some_formulas {
  using L::formula;
  using some_formulas::formula;
};

template <class L, class... Args>
concept AmbiguousFormula = !std::is_final_v<L> && sizeof...(Args) <= 5 && !requires {
  beside_formula<L>::formula(Args{}...);
};

/// Whether L::formula takes so many arguments.
template <class L, class... Args>
constexpr bool formula_takes() {
  if constexpr (AmbiguousFormula<L, Args...>) {
    return true;
  } else {
    return requires { L::formula(Args{}...); };
  }
}

template <class L>
concept HasActivation = requires {
  L::activation;
};

/// Whether a part of E, for so many samples, is one number of all that they have.
template <class E, std::size_t Columns>
inline constexpr bool folds_samples_and_features = false;
template <class E>
struct folds_batch : std::false_type {};
template <class E>
requires(folds_everything<E>::value) struct folds_batch<E>
    : std::bool_constant<shape_of<argument_of<E>>.columns == samples> {
};
template <class E>
inline constexpr bool folds_samples_and_features<E, samples> = contains_such<E, folds_batch>;

/// A layer of a network, by its formula for the parameters Ps. It names the layer's index, since
/// what is wrong within the formula is reported from there.
template <class Where, class L, class Values, class Parameters>
struct check_formula;
template <class Where, class L, class Values, class... Ps>
struct check_formula<Where, L, Values, list<Ps...>> {
  using x = typename Values::x;
  using y = typename Values::y;

  static constexpr bool valid() {
    if constexpr (HasActivation<L> && !requires { L::activation(y{}); }) {
      static_assert(
          kind_mismatch<Where, expected<an_activation>,
                        got<std::remove_const_t<decltype(L::activation)>>>::holds,
          "ctnn: this is not an activation. Name one, such as tanh, or make one: "
          "inline constexpr auto swish = activation([](auto z) { return z * sigmoid(z); });");
      return false;
    } else if constexpr (!HasFormula<L>) {
      static_assert(kind_mismatch<Where, in<L>, expected<a_formula>>::holds,
                    "ctnn: a layer has a formula. Write static constexpr auto formula(auto x, "
                    "auto... parameters) with one argument for each of its parameters.");
      return false;
    } else if constexpr (!formula_takes<L, x, Ps...>()) {
      static_assert(
          kind_mismatch<Where, in<L>, expected<formula_of_arguments<1 + sizeof...(Ps)>>>::holds,
          "ctnn: a layer's formula takes x and each of the layer's parameters. Write "
          "static constexpr auto formula(auto x, auto w, auto b) for two.");
      return false;
    } else {
      using E = std::remove_cvref_t<decltype(L::formula(x{}, Ps{}...))>;
      if constexpr (is_invalid<E>) {
        return false;
      } else if constexpr (std::is_floating_point_v<E>) {
        using X = std::conditional_t<std::is_void_v<E>, void, x>;
        static_cast<void>(static_cast<double>(X{}));
        return false;
      } else if constexpr (!Operand<E>) {
        static_assert(kind_mismatch<Where, expected<a_formula>, got<E>>::holds,
                      "ctnn: a layer's formula returns a formula. Write return tanh(w * x + b);");
        return false;
      } else if constexpr (E::is_mask) {
        return refuse_comparison<Where, E>();
      } else if constexpr (shape_of<E> != shape_of<y>) {
        static_assert(
            shape_mismatch<Where, in<L>, expected<words_for<y>>, got<words_for<E>>>::holds,
            "ctnn: the layer's formula does not have the outputs that the layer "
            "declares. Mend the formula, or what outputs() returns; an activation "
            "keeps the shape.");
        return false;
      } else if constexpr (folds_samples_and_features<E, shape_of<y>.columns>) {
        static_assert(kind_mismatch<Where, in<L>, expected<a_value_of_each_sample>>::holds,
                      "ctnn: of many samples this takes the sum, mean or maximum over all their "
                      "features at once. Write sum_features(x), or sum_samples(sum_features(x)) if "
                      "that is meant; and so of means and maxima.");
        return false;
      } else if constexpr (is_application<E, op::softmax_t> && shape_of<E>.rows == 1) {
        static_assert(
            shape_mismatch<Where, in<op::softmax_t>, expected<at_least<2>>, got<outputs<1>>>::holds,
            "ctnn: the softmax of one output is always 1. Give it an output for each "
            "class, or use sigmoid for a single probability.");
        return false;
      } else {
        return true;
      }
    }
  }
};

/// What a user may have meant as a layer, but which has values that no one would read.
template <class L>
concept LayerWithMembers = (Layer<L> || HasFormula<L>)&&!std::is_empty_v<L>;

template <class L, std::size_t Inputs>
concept LayerWithOutputs = Layer<L> && !LayerWithMembers<L> && L::outputs(Inputs) != 0;

/// The layer behind Inputs numbers, for one sample or for `samples`.
template <class Where, class L, std::size_t Inputs, class T, std::size_t Columns>
struct check_layer {
  static constexpr bool valid() {
    if constexpr (LayerWithMembers<L>) {
      static_assert(kind_mismatch<Where, in<L>, expected<a_type_without_members>>::holds,
                    "ctnn: a layer is a type, of which no object is kept. Make template arguments "
                    "of its members, and its functions static.");
    } else if constexpr (!Layer<L>) {
      static_assert(kind_mismatch<Where, expected<a_layer>, got<L>>::holds,
                    "ctnn: this is not a layer. A network is its input, once and in front, and "
                    "then layers: dense, or types with outputs, parameters and a formula.");
    } else {
      static_assert(shape_mismatch<Where, in<L>, expected<at_least<1>>, got<outputs<0>>>::holds,
                    "ctnn: a layer has at least one output. Write dense<units> with one unit or "
                    "more.");
    }
    return false;
  }
};
template <class Where, class L, std::size_t Inputs, class T, std::size_t Columns>
requires LayerWithOutputs<L, Inputs>
struct check_layer<Where, L, Inputs, T, Columns>
    : check_formula<Where, L, layer_values<L, Inputs, T, Columns>,
                    typename layer_values<L, Inputs, T, Columns>::all_parameters> {
};

/// The index that layer<I>() is asked for.
template <std::size_t I, std::size_t Count>
struct check_index {
  static constexpr bool valid() {
    if constexpr (I >= Count) {
      static_assert(kind_mismatch<expected<one_of<layers<Count>>>, got<at_layer<I>>>::holds,
                    "ctnn: the network has no such layer. Count its layers from 0, the first "
                    "behind the input.");
    }
    return I < Count;
  }
};
template <std::size_t I, std::size_t Count>
inline constexpr std::size_t checked_index = check_index<I, Count>::valid() ? I : 0;

/// What a network begins with, and that it goes on.
template <class Input, class... Layers>
struct check_front {
  static constexpr bool valid() {
    static_assert(
        kind_mismatch<expected<an_input>, got<Input>>::holds,
        "ctnn: a network begins with its input. Write network<input<features>, dense<units>, …>.");
    return false;
  }
};
template <std::size_t Features, class T, class Weights, class... Layers>
struct check_front<input<Features, T, Weights>, Layers...> {
  static constexpr bool valid() {
    if constexpr (Features == 0) {
      static_assert(
          shape_mismatch<in<an_input>, expected<at_least<1>>, got<features<Features>>>::holds,
          "ctnn: a network's input has at least one feature. Write input<features>.");
    } else if constexpr (!Scalar<T>) {
      static_assert(scalar_mismatch<in<an_input>, expected<floating_point>, got<T>>::holds,
                    "ctnn: a network computes with float or double. Write input<features> or "
                    "input<features, double>; of a trained network with_weights<bfloat16, "
                    "network> has narrow weights.");
    } else if constexpr (sizeof...(Layers) != 0) {
      static_assert(scalar_mismatch<in<an_input>, expected<T>, got<Weights>>::holds,
                    "ctnn: weights are stored as the numbers that a network computes with, or as "
                    "bfloat16 where those are float.");
    } else {
      static_assert(kind_mismatch<behind<input<Features, T>>, expected<a_layer>>::holds,
                    "ctnn: a network has at least one layer behind its input. Write "
                    "network<input<features>, dense<units>>.");
    }
    return false;
  }
};

template <class Net>
concept Network = requires {
  typename Net::network_type;
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
