// The Gaussian error linear unit in its tanh form.
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/tanh.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct gelu_tanh_t : defined_by_formula<gelu_tanh_t> {
  static constexpr auto formula(auto z) {
    return 0.5 * z * (1.0 + tanh(0.79788456080286535588 * (z + 0.044715 * z * z * z)));
  }
};
}  // namespace op

/// z Φ(z) with Φ(z) approximated by (1 + tanh(√(2/π)(z + 0.044715 z³))) / 2.
inline constexpr op::gelu_tanh_t gelu_tanh{};

}  // namespace ctnn::inline CTNN_ISA
