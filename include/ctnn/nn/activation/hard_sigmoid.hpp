// The piecewise linear sigmoid.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_sigmoid_t : defined_by_formula<hard_sigmoid_t> {
  static constexpr auto formula(auto z) {
    return select(z <= -3.0, 0.0, select(z >= 3.0, 1.0, z / 6.0 + 0.5));
  }
};
}  // namespace op

/// 0 below -3, 1 above 3, z/6 + 1/2 between.
inline constexpr op::hard_sigmoid_t hard_sigmoid{};

}  // namespace ctnn::inline CTNN_ISA
