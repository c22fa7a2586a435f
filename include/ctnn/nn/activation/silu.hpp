// The sigmoid linear unit, or swish.
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/sigmoid.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct silu_t : defined_by_formula<silu_t> {
  static constexpr auto formula(auto z) { return z * sigmoid(z); }
};
}  // namespace op

/// z σ(z).
inline constexpr op::silu_t silu{};

}  // namespace ctnn::inline CTNN_ISA
