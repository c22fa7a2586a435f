// Mish (Misra, 2019).
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/softplus.hpp>
#include <ctnn/expr/op/tanh.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct mish_t : defined_by_formula<mish_t> {
  static constexpr auto formula(auto z) { return z * tanh(softplus(z)); }
};
}  // namespace op

/// z tanh(softplus(z)).
inline constexpr op::mish_t mish{};

}  // namespace ctnn::inline CTNN_ISA
