// What goes into a network.
#pragma once

#include <ctnn/base/scalar.hpp>
#include <ctnn/shape/shape.hpp>

namespace ctnn::inline CTNN_ISA {

/// A network's input: how many features a sample has, and the numbers that the whole network
/// computes with, float unless said.
template <std::size_t Features, class T = float>
struct input {
  static_assert(Features != 0, "ctnn: a network's input has at least one feature.");
  static_assert(Scalar<T>, "ctnn: a network computes with float or double.");
  using value_type = T;
  static constexpr std::size_t features = Features;
};

}  // namespace ctnn::inline CTNN_ISA
