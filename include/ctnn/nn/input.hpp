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
  using value_type = T;
  using weights_type = std::conditional_t<std::is_same_v<Weights, as_computed>, T, Weights>;
  /// Whether a network can begin with it; where it cannot, the network says why.
  static constexpr bool is_valid =
      Features != 0 && Scalar<T> && std::is_same_v<computed_as_t<weights_type>, T>;
  static constexpr std::size_t features = Features;
};

}  // namespace ctnn::inline CTNN_ISA
