// The rectifier that stops at 6.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct relu6_t : defined_by_formula<relu6_t> {
  static constexpr auto formula(auto z) { return select(z <= 0.0, 0.0, select(z >= 6.0, 6.0, z)); }
};
}  // namespace op

/// z within 0 and 6.
inline constexpr op::relu6_t relu6{};

}  // namespace ctnn::inline CTNN_ISA
