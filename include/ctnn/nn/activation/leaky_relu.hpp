// The rectifier that leaks.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct leaky_relu_t : defined_by_formula<leaky_relu_t> {
  static constexpr auto formula(auto z) { return select(z > 0.0, z, 0.01 * z); }
};
}  // namespace op

/// z above 0, else 0.01 z.
inline constexpr op::leaky_relu_t leaky_relu{};

}  // namespace ctnn::inline CTNN_ISA
