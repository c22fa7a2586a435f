// The plan of one layer: its forward pass, and what follows from a gradient of its output.
#pragma once

#include <ctnn/derive/gradient.hpp>
#include <ctnn/nn/plan/values.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Inference: the output, nothing kept.
template <class L, std::size_t Inputs, class T, std::size_t Columns>
struct inference_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using forward = plan<list<assignment<typename values::y, typename checked_formula<values>::type>>>;
  using kernels = typename forward::kernels;
  using temporaries = typename forward::temporaries;
};

/// Lowers formulas one by one in place of what they are assigned to later.
template <class State, class Done>
constexpr auto lower_all(list<>) {
  return step<State, Done>{};
}
template <class State, class Done, class First, class... Rest>
constexpr auto lower_all(list<First, Rest...>) {
  using Inner = decltype(lower<State, First, shape_of<First>, sources::in_place>());
  return lower_all<typename Inner::state, appended<Done, typename Inner::formula>>(list<Rest...>{});
}

template <class Leaf, class... Assignments>
constexpr std::size_t times_read(list<Assignments...>) {
  return (occurrences<typename Assignments::formula, Leaf> + ... + 0);
}
template <class Leaf, class... Formulas>
constexpr std::size_t times_in(list<Formulas...>) {
  return (occurrences<Formulas, Leaf> + ... + 0);
}
template <class Leaf, class... Assignments>
constexpr bool read_remotely(list<Assignments...>) {
  return (remote_reads_t<Assignments>::template contains<Leaf> || ...);
}
template <class Leaf, class... Assignments>
constexpr bool read_in_a_fold(list<Assignments...>) {
  return ((is_fold<Assignments> && contains<typename Assignments::formula, Leaf>) || ...);
}

template <class From, class To, class... Assignments>
constexpr auto substituted(list<Assignments...>) {
  return list<assignment<typename Assignments::target, replaced_t<typename Assignments::formula, From, To>>...>{};
}

/// The temporaries that occur in formulas.
template <class Known, class... Leaves>
constexpr auto temporaries_among(list<Leaves...>) {
  return concatenated_t<Known, std::conditional_t<is_temporary<Leaves>, list<Leaves>, list<>>...>{};
}
template <class... Formulas>
constexpr auto temporaries_in(list<Formulas...>) {
  return decltype(temporaries_among<list<>>(typename placeholders_in_all<list<Formulas...>, list<>>::type{})){};
}

/// A hidden layer in training.
template <class L, std::size_t Inputs, class T, std::size_t Columns>
struct hidden_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using formula = typename checked_formula<values>::type;
  using dy = typename values::dy;

  template <class... Ps>
  static constexpr auto derive(list<Ps...>) {
    return vector_jacobian_product<formula, dy, typename values::x, Ps...>{};
  }
  using gradients = decltype(derive(typename values::all_parameters{}));

  // The forward pass stores what the gradients read.
  using keep = typename shared_parts_of_all<gradients, formula, list<>>::type;
  using forward_state =
      decltype(lower_assignment<lowering<list<>, list<>, keep, 0>, typename values::y, formula>());

  // The backward pass starts from what the forward pass knows.
  using factors = typename computed_factors_of_all<gradients, list<>>::type;
  using backward_start = lowering<list<>, typename forward_state::knowledge, factors, forward_state::next>;
  template <class Dx, class... Dps>
  static constexpr auto parameters_first(list<Dx, Dps...>) {
    return list<Dps..., Dx>{};
  }
  using lowered = decltype(lower_all<backward_start, list<>>(parameters_first(gradients{})));
  static constexpr std::size_t parameter_count = values::parameters.size();
  using lowered_formulas = typename lowered::formula;
  template <std::size_t I>
  using parameter_gradient = at_t<lowered_formulas, I>;
  using input_gradient = at_t<lowered_formulas, parameter_count>;
  using prelude = typename lowered::state::assignments;

  /// Whether the gradient of the output is read once, at its own place: then the formula that
  /// the next layer has for it takes its place, and it is never stored.
  static constexpr bool consumes_gradient_in_place =
      times_read<dy>(prelude{}) == 1 && times_in<dy>(lowered_formulas{}) == 0 && !read_remotely<dy>(prelude{}) &&
      !read_in_a_fold<dy>(prelude{});

  using kept_by_backward = decltype(temporaries_in(lowered_formulas{}));
  template <class... Assignments>
  static constexpr auto formulas(list<Assignments...>) {
    return list<typename Assignments::formula...>{};
  }
  using kept_by_forward = decltype(temporaries_in(concatenated_t<decltype(formulas(prelude{})), lowered_formulas>{}));

  using forward_kernels = fused<typename forward_state::assignments, kept_by_forward>;

  /// The prelude's kernels, given the next layer's plan.
  template <class Next>
  static constexpr auto prelude_for() {
    using Incoming = typename as_next<typename Next::input_gradient>::type;
    if constexpr (consumes_gradient_in_place) {
      return fused<decltype(substituted<dy, Incoming>(prelude{})), kept_by_backward>{};
    } else {
      return fused<concatenated_t<list<assignment<dy, Incoming>>, prelude>, kept_by_backward>{};
    }
  }
  template <class Next>
  using prelude_kernels = decltype(prelude_for<Next>());

  template <class... Assignments>
  static constexpr auto targets(list<Assignments...>) {
    return list<typename Assignments::target...>{};
  }
  using own_temporaries = concatenated_t<temporaries_of<forward_kernels>, decltype(targets(prelude{}))>;
  using temporaries = std::conditional_t<consumes_gradient_in_place, own_temporaries, appended<own_temporaries, dy>>;
};

/// The last layer in training, together with the loss.
template <class L, std::size_t Inputs, class T, std::size_t Columns, class Loss>
struct last_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using formula = typename checked_formula<values>::type;
  static constexpr bool distributions = requires { requires Loss::targets_are_distributions; };
  using target = placeholder<std::conditional_t<distributions, class_target_tag, target_tag>, T,
                             shape_of<typename values::y>>;
  using loss_value = placeholder<loss_tag, T, scalar_shape>;

  struct source {
    static constexpr auto formula() { return Loss::formula(values::formula(), target{}); }
  };
  using loss_formula = formula_of<source>;

  template <class... Ps>
  static constexpr auto derive(list<Ps...>) {
    return typename gradients_of<loss_formula, Ps..., typename values::x>::type{};
  }
  using gradients = decltype(derive(typename values::all_parameters{}));
  using loss = simplified_t<loss_formula>;

  // The output is computed once for the loss and its gradient.
  using keep = std::conditional_t<is_node<formula> && !is_composite<formula>, list<formula>, list<>>;
  using factors = typename computed_factors_of_all<gradients, keep>::type;
  using lowered = decltype(lower_all<lowering<list<>, list<>, factors, 0>, list<>>(gradients{}));
  using with_loss = decltype(lower_assignment<typename lowered::state, loss_value, loss>());

  static constexpr std::size_t parameter_count = values::parameters.size();
  template <std::size_t I>
  using parameter_gradient = at_t<typename lowered::formula, I>;
  using input_gradient = at_t<typename lowered::formula, parameter_count>;

  using kept = decltype(temporaries_in(typename lowered::formula{}));
  using kernels = fused<typename with_loss::assignments, kept>;
  using temporaries = temporaries_of<kernels>;
};

}  // namespace ctnn::inline CTNN_ISA::detail
