// Running a layer: its steps, and the values that its formulas name.
#pragma once

#include <ctnn/eval/evaluate.hpp>

namespace ctnn::inline CTNN_ISA::detail {

template <class F>
CTNN_NOINLINE constexpr void call_step_apart(const F& step) {
  step();
}

/// Calls a layer's step of some parts, which are kernels or updates of parameters: as a function of
/// its own where they are several and the layer is large enough not to feel it. Then what a
/// compiler has to take in at a time does not grow with the number of layers. One large kernel is
/// a function already.
template <std::size_t Weights, std::size_t Parts, class F>
CTNN_ALWAYS_INLINE constexpr void call_step(const F& step) {
  if constexpr (Weights >= large_layer && Parts > 1) {
    call_step_apart(step);
  } else {
    step();
  }
}

/// The views of a layer's parameters, by its placeholders.
template <class Values, class Parameters, std::size_t... I>
CTNN_ALWAYS_INLINE constexpr auto parameter_views(Parameters& parameters,
                                                  std::index_sequence<I...>) {
  return environment{
      bound<typename Values::template parameter<I>>(parameters.template get<I>().whole())...};
}
template <class Values, class Parameters>
CTNN_ALWAYS_INLINE constexpr auto parameter_views(Parameters& parameters) {
  return parameter_views<Values>(parameters, std::make_index_sequence<Values::parameters.size()>{});
}

}  // namespace ctnn::inline CTNN_ISA::detail
