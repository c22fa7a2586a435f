// The cross-entropy of a distribution over classes.
#pragma once

#include <ctnn/expr/op/log.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/op/softmax.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct cross_entropy_t {
  /// Whether it suits a network whose last layer, at Where, gives Output by way of Ending.
  template <class Where, class Output, class Ending>
  static constexpr bool check() {
    if constexpr (!is_application<Output, softmax_t>) {
      static_assert(
          kind_mismatch<Where, in<cross_entropy_t>, expected<softmax_t>, got<Ending>>::holds,
          "ctnn: cross_entropy is for a network that ends in softmax. Make its last layer "
          "dense<classes, softmax>.");
      return false;
    } else {
      return true;
    }
  }
  static constexpr bool targets_are_distributions = true;
  static constexpr auto formula(auto a, auto t) {
    return mean_samples(sum_features(-hadamard(t, log(a))));
  }
};
}  // namespace op

/// Mean over samples of -Σ t log a over the classes, for a layer that ends in softmax and targets
/// that are distributions: not negative, adding up to 1. Computed from the logits.
inline constexpr op::cross_entropy_t cross_entropy{};

}  // namespace ctnn::inline CTNN_ISA
