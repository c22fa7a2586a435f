// The plan of one layer: its forward pass, and what follows from a gradient of its output.
#pragma once

#include <ctnn/derive/gradient.hpp>
#include <ctnn/eval/kernel/facts.hpp>
#include <ctnn/eval/kernel/reduce.hpp>
#include <ctnn/eval/kernel/transpose.hpp>
#include <ctnn/nn/plan/kept.hpp>
#include <ctnn/nn/plan/values.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Inference: the output, nothing kept.
template <class L, std::size_t Inputs, class T, std::size_t Columns>
struct inference_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using forward = plan<list<assignment<typename values::y, formula_of<values>>>>;
  using kernels = typename forward::kernels;
  using temporaries = typename forward::temporaries;

  template <class... Sources>
  static constexpr bool any_mixes(list<Sources...>) {
    return ((shape_of<argument_of<Sources>>.columns == samples &&
             shape_of<Sources>.columns != samples) ||
            ...);
  }
  template <class... Kernels>
  static constexpr bool any_kernel_mixes(list<Kernels...>) {
    return (any_mixes(kernel_sources<Kernels>{}) || ...);
  }
  /// Whether the output for one sample depends on the others.
  static constexpr bool mixes_samples = any_kernel_mixes(kernels{});
};

/// Whether what a network says of one sample depends on the samples beside it.
template <class Net>
inline constexpr bool mixes_samples = []<std::size_t... I>(std::index_sequence<I...>) {
  return (inference_plan<typename Net::template layer_type<I>, Net::widths[I],
                         typename Net::value_type, samples>::mixes_samples ||
          ...);
}
(std::make_index_sequence<Net::layer_count>{});

/// Lowers the gradients of a layer's parameters one by one, in place of what they are assigned
/// to later. One that reads a parameter is stored, since the parameter may have changed by then.
template <class State, class Parameters, class Done>
constexpr auto lower_gradients(list<>) {
  return step<State, Done>{};
}
template <class State, class Parameters, class Done, class First, class... Rest>
constexpr auto lower_gradients(list<First, Rest...>) {
  using Inner = decltype(lower_alone<State, First>());
  if constexpr (contains_any<typename Inner::formula, Parameters>) {
    using Stored = decltype(stored<typename Inner::state, typename Inner::formula, First>());
    return lower_gradients<typename Stored::state, Parameters,
                           appended<Done, typename Stored::formula>>(list<Rest...>{});
  } else {
    return lower_gradients<typename Inner::state, Parameters,
                           appended<Done, typename Inner::formula>>(list<Rest...>{});
  }
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

/// Whether what reads a leaf has its shape, and spreads it over no larger one.
template <class Leaf, class... Assignments>
constexpr bool read_at_its_shape(list<Assignments...>) {
  return ((!contains<typename Assignments::formula, Leaf> ||
           shape_of<typename Assignments::target> == shape_of<Leaf>)&&...);
}

template <class From, class To, class... Assignments>
constexpr auto substituted(list<Assignments...>) {
  return list<assignment<
      typename Assignments::target,
      typename reassembled<shape_of<typename Assignments::target>,
                           replaced_t<typename Assignments::formula, From, To>>::type>...>{};
}

template <class Done, class First, class... Rest>
constexpr auto all_but_last_from(list<First, Rest...>) {
  if constexpr (sizeof...(Rest) == 0) {
    return Done{};
  } else {
    return all_but_last_from<appended<Done, First>>(list<Rest...>{});
  }
}
template <class List>
constexpr auto all_but_last(List) {
  return all_but_last_from<list<>>(List{});
}

template <class... Assignments>
constexpr auto assignments_of_next(list<Assignments...>) {
  return list<assignment<typename as_next<typename Assignments::target>::type,
                         typename as_next<typename Assignments::formula>::type>...>{};
}

template <class Known, class... Leaves>
constexpr auto temporaries_among(list<Leaves...>) {
  return concatenated_t<Known, list_if<is_temporary<Leaves>, Leaves>...>{};
}
/// The temporaries that occur in formulas.
template <class Formulas>
using temporaries_in = decltype(temporaries_among<list<>>(leaves_of_all<Formulas>{}));

/// Whether a kernel does nothing but copy the transpose of a parameter, which is the same for all
/// samples.
template <class Kernel>
constexpr bool copies_parameter() {
  using Leaf = typename transposed_in<Kernel>::leaf;
  if constexpr (std::is_void_v<Leaf>) {
    return false;
  } else {
    return is_parameter_tag<typename Leaf::tag>;
  }
}
template <bool Copies, class... Kernels>
constexpr auto kernels_that_copy(list<Kernels...>) {
  return concatenated_t<list_if<copies_parameter<Kernels>() == Copies, Kernels>...>{};
}

/// What the gradients of a layer come to, from the state of lowering at which they start:
/// `prelude` stores what several of the parameters' gradients read, which are then formulas over
/// stored values; `input_prelude` stores what the gradient of the input needs besides. That is
/// apart, since nobody may ask for it.
template <class State, class Parameters, class ParameterGradients, class InputGradient>
struct lowered_gradients {
  using parameters = decltype(lower_gradients<State, Parameters, list<>>(ParameterGradients{}));
  using state = typename parameters::state;
  using prelude = typename state::assignments;
  using input_start = lowering<typename state::scalar, list<>, typename state::knowledge,
                               typename state::keep, state::next>;
  using input = decltype(lower_alone<input_start, InputGradient>());
  using input_prelude = typename input::state::assignments;
  using input_gradient = typename input::formula;
  using input_temporaries = decltype(targets_of(input_prelude{}));

  /// The temporaries that are read behind the prelude.
  using kept = temporaries_in<concatenated_t<typename parameters::formula, list<input_gradient>,
                                             decltype(formulas_of(input_prelude{}))>>;
};

/// A hidden layer in training.
template <class L, std::size_t Inputs, class T, std::size_t Columns>
struct hidden_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using formula = formula_of<values>;
  using dy = typename values::dy;

  template <class... Ps>
  static constexpr auto derive(list<Ps...>) {
    return vector_jacobian_product<formula, dy, Ps..., typename values::x>{};
  }
  using gradients = decltype(derive(typename values::all_parameters{}));

  // The forward pass stores what the gradients read.
  using keep = typename collected<shared_with<formula>::template parts, gradients, list<>>::type;
  using forward_state = decltype(lower_assignment<lowering<T, list<>, list<>, keep, 0>,
                                                  typename values::y, formula>());

  // The backward pass starts from what the forward pass knows.
  using factors = typename collected<computed_factors, gradients, list<>>::type;
  using backward_start =
      lowering<T, list<>, typename forward_state::knowledge, factors, forward_state::next>;
  using lowered = lowered_gradients<backward_start, typename values::all_parameters,
                                    decltype(all_but_last(gradients{})),
                                    at_t<gradients, values::parameters.size()>>;
  template <std::size_t I>
  using parameter_gradient = at_t<typename lowered::parameters::formula, I>;
  using input_gradient = typename lowered::input_gradient;
  using input_prelude = typename lowered::input_prelude;
  using prelude = typename lowered::prelude;

  /// Every formula that is evaluated once the gradient of the output is there.
  using backward_formulas =
      concatenated_t<decltype(formulas_of(prelude{})), typename lowered::parameters::formula,
                     decltype(formulas_of(input_prelude{})), list<input_gradient>>;

  /// Whether the gradient of the output is read once, at its own place: then the formula that
  /// the next layer has for it takes its place, and it is never stored.
  static constexpr bool consumes_gradient_in_place =
      times_read<dy>(prelude{}) == 1 && times_in<dy>(backward_formulas{}) == 1 &&
      !read_remotely<dy>(prelude{}) && !read_in_a_fold<dy>(prelude{}) &&
      read_at_its_shape<dy>(prelude{});

  using forward_kernels =
      fused<typename forward_state::assignments, temporaries_in<backward_formulas>>;

  /// The prelude's kernels, given the next layer's plan.
  template <class Next>
  static constexpr auto prelude_for() {
    using Incoming = typename as_next<typename Next::input_gradient>::type;
    using Before = decltype(assignments_of_next(typename Next::input_prelude{}));
    if constexpr (consumes_gradient_in_place) {
      return fused<concatenated_t<Before, decltype(substituted<dy, Incoming>(prelude{}))>,
                   typename lowered::kept>{};
    } else {
      return fused<concatenated_t<Before, list<assignment<dy, Incoming>>, prelude>,
                   typename lowered::kept>{};
    }
  }
  /// Those that copy the next layer's parameters, and those that go through samples.
  template <class Next>
  using copying_kernels = decltype(kernels_that_copy<true>(prelude_for<Next>()));
  template <class Next>
  using prelude_kernels = decltype(kernels_that_copy<false>(prelude_for<Next>()));

  using own_temporaries =
      concatenated_t<temporaries_of<forward_kernels>, decltype(targets_of(prelude{}))>;
  using temporaries = std::conditional_t<consumes_gradient_in_place, own_temporaries,
                                         appended<own_temporaries, dy>>;
  using input_temporaries = typename lowered::input_temporaries;
};

struct gradient_factor_tag {};
/// A number that all gradients are multiplied with, from that of the loss on.
template <class T>
using gradient_factor = placeholder<gradient_factor_tag, T, scalar_shape>;
/// Gradients as they are.
using one = std::remove_const_t<decltype(fraction<1>)>;

/// The last layer in training, together with the loss, whose own gradient is Seed.
template <class L, std::size_t Inputs, class T, std::size_t Columns, class Loss, class Seed = one>
struct last_plan {
  using values = layer_values<L, Inputs, T, Columns>;
  using formula = formula_of<values>;
  using target = target_of<Loss, values>;
  using loss_value = placeholder<loss_tag, T, scalar_shape>;

  struct source {
    static constexpr auto formula() { return Loss::formula(values::formula(), target{}); }
  };
  using loss_formula = formula_of<source>;

  template <class... Gradients>
  static constexpr auto times_seed(list<Gradients...>) {
    return list<simplified_t<node<op::multiply, Seed, Gradients>>...>{};
  }
  template <class... Ps>
  static constexpr auto derive(list<Ps...>) {
    if constexpr (shape_of<typename values::y> == scalar_shape) {
      // All that is late is the one number from the loss: what it is multiplied with does not wait.
      return times_seed(vector_jacobian_product<loss_formula, one, Ps..., typename values::x>{});
    } else {
      return vector_jacobian_product<loss_formula, Seed, Ps..., typename values::x>{};
    }
  }
  using gradients = decltype(derive(typename values::all_parameters{}));
  using loss = simplified_t<loss_formula>;

  // The output is computed once for the loss and its gradient, and so is what a loss in a simpler
  // form reads of it.
  using keep = typename shared_with<formula>::template parts<
      loss, list_if<is_node<formula> && !is_composite<formula>, formula>>::type;
  using factors = typename collected<computed_factors, gradients, keep>::type;
  using lowered =
      lowered_gradients<lowering<T, list<>, list<>, factors, 0>, typename values::all_parameters,
                        decltype(all_but_last(gradients{})),
                        at_t<gradients, values::parameters.size()>>;
  // Its temporaries are none of those that the gradient of the input has.
  using loss_start = lowering<T, typename lowered::prelude, typename lowered::state::knowledge,
                              typename lowered::state::keep, lowered::input::state::next>;
  using with_loss = decltype(lower_assignment<loss_start, loss_value, loss>());

  template <std::size_t I>
  using parameter_gradient = at_t<typename lowered::parameters::formula, I>;
  using input_gradient = typename lowered::input_gradient;
  using input_prelude = typename lowered::input_prelude;

  using kernels = fused<typename with_loss::assignments, typename lowered::kept>;
  using temporaries = temporaries_of<kernels>;
  using input_temporaries = typename lowered::input_temporaries;
};

}  // namespace ctnn::inline CTNN_ISA::detail
