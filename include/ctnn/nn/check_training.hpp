// What a loss, an optimizer and a trainer are held to, and that a network can be differentiated.
#pragma once

#include <ctnn/nn/check.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
struct a_loss;
struct a_static_function;
struct an_optimizer;
struct an_array_of_numbers;
struct trainer_call;
template <std::size_t N>
struct samples_of {};

namespace detail {

/// The name of what a layer ends in: its activation, or the last operation of its formula.
template <class L, class Output>
struct ending : type_box<typename Output::operation> {};
template <HasActivation L, class Output>
struct ending<L, Output> : type_box<std::remove_const_t<decltype(L::activation)>> {};

/// A loss for the layer L that is the last of a network.
template <class Where, class Loss, class L, class Values, class Target>
struct check_loss {
  static constexpr bool valid() {
    using Output = std::remove_cvref_t<decltype(Values::formula())>;
    if constexpr (!HasFormula<Loss>) {
      static_assert(kind_mismatch<expected<a_loss>, got<Loss>>::holds,
                    "ctnn: this is not a loss. Name one, such as mean_squared_error, or give an "
                    "object whose type has static constexpr auto formula(auto a, auto t).");
      return false;
    } else if constexpr (!formula_takes<Loss, Output, Target>()) {
      static_assert(kind_mismatch<in<Loss>, expected<formula_of_arguments<2>>>::holds,
                    "ctnn: a loss's formula takes the output and the target. Write static "
                    "constexpr auto formula(auto a, auto t).");
      return false;
    } else if constexpr (!requires { Loss::formula(Output{}, Target{}); }) {
      static_assert(
          kind_mismatch<in<Loss>, expected<a_static_function>>::holds,
          "ctnn: a loss is part of a trainer's type, and its formula static. Write static "
          "constexpr auto formula, and make template arguments of the loss's members.");
      return false;
    } else {
      using E = std::remove_cvref_t<decltype(Loss::formula(Output{}, Target{}))>;
      if constexpr (is_invalid<E>) {
        return false;
      } else if constexpr (!Operand<E>) {
        static_assert(kind_mismatch<in<Loss>, expected<a_formula>, got<E>>::holds,
                      "ctnn: a loss returns a formula. Write return mean(abs(a - t));");
        return false;
      } else if constexpr (E::is_mask) {
        return refuse_comparison<in<Loss>, E>();
      } else if constexpr (shape_of<E> != scalar_shape) {
        static_assert(
            shape_mismatch<in<Loss>, expected<rows_by_columns<1, 1>>, got<words_for<E>>>::holds,
            "ctnn: a loss is one number for all outputs and samples. Take the mean of its "
            "formula.");
        return false;
      } else if constexpr (requires { Loss::template check<Where, Output, L>; }) {
        return Loss::template check<Where, Output, typename ending<L, Output>::type>();
      } else {
        return true;
      }
    }
  }
};

template <class Net>
using last_layer = typename Net::template layer_type<Net::layer_count - 1>;
template <class Net, std::size_t Columns>
using values_of_last_layer = layer_values<last_layer<Net>, Net::widths[Net::layer_count - 1],
                                          typename Net::value_type, Columns>;

/// The same for a network.
template <class Loss, class Net, std::size_t Columns>
struct check_loss_of : check_refused {};
template <class Loss, class Net, std::size_t Columns>
requires(Columns == 1 ? Net::is_valid
                      : Net::is_valid_for_batches) struct check_loss_of<Loss, Net, Columns>
    : check_loss<at_layer<Net::layer_count - 1>, Loss, last_layer<Net>,
                 values_of_last_layer<Net, Columns>,
                 target_of<Loss, values_of_last_layer<Net, Columns>>> {
};

/// The weights and each layer's formula, which training changes and differentiates.
template <class Net, class Indices = std::make_index_sequence<Net::layer_count>>
struct check_layers_derivatives;
template <class Net, std::size_t... I>
struct check_layers_derivatives<Net, std::index_sequence<I...>> {
  template <std::size_t J>
  using values = layer_values<typename Net::template layer_type<J>, Net::widths[J],
                              typename Net::value_type, 1>;
  static constexpr bool valid() {
    using Number = typename Net::value_type;
    using Weight = typename Net::weights_type;
    if constexpr (!std::is_same_v<Number, Weight>) {
      static_assert(kind_mismatch<in<a_network>, expected<Number>, got<Weight>>::holds,
                    "ctnn: weights stored as bfloat16 are for inference. Train or differentiate a "
                    "network whose weights are float, and make the narrow one from it: "
                    "with_weights<bfloat16, network> narrow(trained).");
      return false;
    } else {
      return (check_derivatives<at_layer<I>,
                                std::remove_cvref_t<decltype(values<I>::formula())>>::valid() &&
              ...);
    }
  }
};

template <class Net>
using check_derivatives_of =
    std::conditional_t<Net::is_valid, check_layers_derivatives<Net>, check_refused>;

CTNN_HAS_MEMBER(HasUpdate, update);

template <class O>
concept Optimizer = HasUpdate<O> && requires(const O& o, typename O::progress& p) {
  O::moments;
  o.next(p);
};

template <class O>
concept NextGivesNumbers = requires(const O& o, typename O::progress& p) {
  std::tuple_size<std::remove_cvref_t<decltype(o.next(p))>>::value;
};

/// What else a trainer is made of.
template <class Net, class Loss, class Optimizer, std::size_t Batch>
struct check_trainer {
  static constexpr bool valid() {
    if constexpr (!Network<Net> || std::is_const_v<Net>) {
      static_assert(kind_mismatch<in<trainer_call>, expected<a_network>, got<Net>>::holds,
                    "ctnn: a trainer is for a network that it may change. Write trainer<policy, "
                    "loss, optimizer, batch> with its type, without const and &.");
      return false;
    } else if constexpr (!detail::Optimizer<Optimizer>) {
      static_assert(kind_mismatch<in<trainer_call>, expected<an_optimizer>, got<Optimizer>>::holds,
                    "ctnn: this is not an optimizer. Write sgd, adam, or a type with moments, "
                    "progress, next and update.");
      return false;
    } else if constexpr (!NextGivesNumbers<Optimizer>) {
      using Next = decltype(std::declval<const Optimizer&>().next(
          std::declval<typename Optimizer::progress&>()));
      static_assert(
          kind_mismatch<in<Optimizer>, expected<an_array_of_numbers>, got<Next>>::holds,
          "ctnn: an optimizer's next returns the numbers of one step as an array. Write "
          "constexpr std::array<double, 1> next(progress&) const { return {learning_rate}; }.");
      return false;
    } else if constexpr (Batch == 0) {
      static_assert(
          shape_mismatch<in<trainer_call>, expected<at_least<1>>, got<samples_of<Batch>>>::holds,
          "ctnn: a trainer's batch has at least one sample. Give it the largest number "
          "of samples that a step takes.");
      return false;
    } else {
      return true;
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
