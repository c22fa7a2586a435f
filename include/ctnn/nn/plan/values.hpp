// The values that a layer's formulas speak of, as placeholders. They name the layer's own
// input, output and parameters, whichever layer of a network it is; so two layers of one type
// have one derivative, one plan and one set of kernels.
#pragma once

#include <ctnn/derive/simplify.hpp>
#include <ctnn/eval/environment.hpp>
#include <ctnn/eval/plan.hpp>
#include <ctnn/expr/formula.hpp>
#include <ctnn/nn/layer/layer.hpp>

namespace ctnn::inline CTNN_ISA::detail {

struct input_tag {};
struct output_tag {};
/// The gradient of the loss with respect to a layer's output, and its input.
struct output_gradient_tag {};
struct input_gradient_tag {};
struct target_tag {};
/// Targets that are distributions over the classes.
struct class_target_tag {};
struct loss_tag {};
/// The gradient of parameter I, stored for whoever asked.
template <std::size_t I>
struct gradient_tag {};
/// The gradient of a parameter on its way into the update.
struct fresh_gradient_tag {};
/// Something of the layer behind this one.
template <class Tag>
struct next_tag {};

/// Whether a tag is that of a layer's parameter, be it of the layer behind.
template <class Tag>
inline constexpr bool is_parameter_tag = false;
template <std::size_t I, order Order>
inline constexpr bool is_parameter_tag<parameter_tag<I, Order>> = true;
template <class Tag>
inline constexpr bool is_parameter_tag<next_tag<Tag>> = is_parameter_tag<Tag>;

}  // namespace ctnn::inline CTNN_ISA::detail

namespace ctnn::inline CTNN_ISA {

template <>
inline constexpr bool is_distribution<detail::class_target_tag> = true;
template <class T, shape S>
inline constexpr bool is_temporary<placeholder<detail::fresh_gradient_tag, T, S>> = true;
template <class Tag>
inline constexpr order order_of_tag<detail::next_tag<Tag>> = order_of_tag<Tag>;

namespace detail {

/// The placeholders of layer L with Inputs features, for a number of samples: 1, or `samples`.
template <class L, std::size_t Inputs, class T, std::size_t Columns>
struct layer_values {
  static constexpr auto& parameters = parameters_of<L, Inputs>;
  static constexpr std::size_t outputs = L::outputs(Inputs);

  using x = placeholder<input_tag, T, shape{Inputs, Columns}>;
  using y = placeholder<output_tag, T, shape{outputs, Columns}>;
  using dy = placeholder<output_gradient_tag, T, shape{outputs, Columns}>;
  using dx = placeholder<input_gradient_tag, T, shape{Inputs, Columns}>;
  template <std::size_t I>
  using parameter = placeholder<parameter_tag<I, order_of<T>(parameters[I])>, T,
                                shape{parameters[I].rows, parameters[I].columns}>;

  template <std::size_t... I>
  static constexpr auto parameter_list(std::index_sequence<I...>) {
    return list<parameter<I>...>{};
  }
  using all_parameters = decltype(parameter_list(std::make_index_sequence<parameters.size()>{}));

  template <class... Ps>
  static constexpr auto apply(list<Ps...>) {
    return L::formula(x{}, Ps{}...);
  }
  static constexpr auto formula() { return apply(all_parameters{}); }
};

/// What a loss compares the output of the last layer with.
template <class Loss, class Values>
using target_of = placeholder < std::conditional_t < requires {
  requires Loss::targets_are_distributions;
}
, class_target_tag, target_tag >, scalar_of<typename Values::y>, shape_of < typename Values::y >> ;

// Renaming what a layer's formula speaks of, as the layer before it sees it.
template <class E>
struct as_next {
  using type = E;
};
template <class Tag, class T, shape S>
struct as_next<placeholder<Tag, T, S>> {
  using type = placeholder<next_tag<Tag>, T, S>;
};
template <class T, shape S>
struct as_next<placeholder<sample_count_tag, T, S>> {
  using type = placeholder<sample_count_tag, T, S>;
};
template <class Op, class... Args>
struct as_next<node<Op, Args...>> {
  using type = node<Op, typename as_next<Args>::type...>;
};

/// What the layer behind speaks of, under the names that the layer before it has for that.
template <class... Tags, class... Ts, shape... Shapes, class... Views>
CTNN_ALWAYS_INLINE constexpr auto environment_of_next(
    const environment<binding<placeholder<Tags, Ts, Shapes>, Views>...>& storage) {
  return environment<binding<placeholder<next_tag<Tags>, Ts, Shapes>, Views>...>{
      {static_cast<const binding<placeholder<Tags, Ts, Shapes>, Views>&>(storage).view}...};
}

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
