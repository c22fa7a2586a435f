// The exponential linear unit (Clevert et al., 2015), alpha 1.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/expm1.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct elu_t : defined_by_formula<elu_t> {
  // The inner select keeps e^z finite where it is not chosen: its gradient is multiplied by 0.
  static constexpr auto formula(auto z) {
    return select(z > 0.0, z, expm1(select(z > 0.0, 0.0, z)));
  }
};
}  // namespace op

/// z above 0, else e^z - 1.
inline constexpr op::elu_t elu{};

}  // namespace ctnn::inline CTNN_ISA
