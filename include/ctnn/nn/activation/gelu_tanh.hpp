// The Gaussian error linear unit in its tanh form.
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/sigmoid.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct gelu_tanh_t : defined_by_formula<gelu_tanh_t> {
  static constexpr auto formula(auto z) {
    // (1 + tanh a) / 2 is sigmoid(2 a), which keeps its digits where the sum would lose them.
    return z * sigmoid(1.59576912160573071176 * (z + 0.044715 * z * z * z));
  }
};
}  // namespace op

/// z Φ(z) with Φ(z) approximated by (1 + tanh(√(2/π)(z + 0.044715 z³))) / 2.
inline constexpr op::gelu_tanh_t gelu_tanh{};

}  // namespace ctnn::inline CTNN_ISA
