// The piecewise linear tanh.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_tanh_t : defined_by_formula<hard_tanh_t> {
  static constexpr auto formula(auto z) {
    return select(z <= -1.0, -1.0, select(z >= 1.0, 1.0, z));
  }
};
}  // namespace op

/// z within -1 and 1.
inline constexpr op::hard_tanh_t hard_tanh{};

}  // namespace ctnn::inline CTNN_ISA
