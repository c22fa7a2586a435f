// The binary cross-entropy, L = -(t log a + (1 - t) log(1 - a)).
#pragma once

#include <ctnn/expr/op/log.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/op/sigmoid.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct binary_cross_entropy_t {
  /// Whether it suits a network whose last layer, at Where, gives Output by way of Ending.
  template <class Where, class Output, class Ending>
  static constexpr bool check() {
    if constexpr (!is_application<Output, sigmoid_t>) {
      static_assert(
          kind_mismatch<Where, in<binary_cross_entropy_t>, expected<sigmoid_t>, got<Ending>>::holds,
          "ctnn: binary_cross_entropy is for a network that ends in sigmoid. Make its last layer "
          "dense<outputs, sigmoid>.");
      return false;
    } else {
      return true;
    }
  }
  static constexpr auto formula(auto a, auto t) {
    return mean(-(hadamard(t, log(a)) + hadamard(1.0 - t, log(1.0 - a))));
  }
};
}  // namespace op

/// Mean over samples and outputs of -(t log a + (1 - t) log(1 - a)), for a layer that ends in
/// sigmoid and targets within 0 and 1. Computed from the logits, so it is finite for every a.
inline constexpr op::binary_cross_entropy_t binary_cross_entropy{};

}  // namespace ctnn::inline CTNN_ISA
