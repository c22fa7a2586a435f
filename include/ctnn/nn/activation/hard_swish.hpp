// The piecewise swish (Howard et al., 2019).
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_swish_t : defined_by_formula<hard_swish_t> {
  static constexpr auto formula(auto z) {
    return select(z < -3.0, 0.0, select(z < 3.0, (1.0 / 6.0) * z * (z + 3.0), z));
  }
};
}  // namespace op

/// 0 below -3, z above 3, z (z + 3) / 6 between.
inline constexpr op::hard_swish_t hard_swish{};

}  // namespace ctnn::inline CTNN_ISA
