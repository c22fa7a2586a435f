// What goes into a network.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/shape/shape.hpp>

namespace ctnn::inline CTNN_ISA {

/// Weights that are stored as the numbers that a network computes with.
struct as_computed;

/// A network's input: how many features a sample has, the numbers that the whole network computes
/// with, float unless said, and those that its weights are stored as: the same, or bfloat16 for
/// half the memory. Narrow weights are for inference; see with_weights.
template <std::size_t Features, class T = float, class Weights = as_computed>
struct input {
  static_assert(Features != 0, "ctnn: a network's input has at least one feature.");
  static_assert(Scalar<T>, "ctnn: a network computes with float or double.");
  using value_type = T;
  using weights_type = std::conditional_t<std::is_same_v<Weights, as_computed>, T, Weights>;
  static_assert(std::is_same_v<computed_as_t<weights_type>, T>,
                "ctnn: weights are stored as the numbers that a network computes with, or as "
                "bfloat16 where those are float.");
  static constexpr std::size_t features = Features;
};

}  // namespace ctnn::inline CTNN_ISA
