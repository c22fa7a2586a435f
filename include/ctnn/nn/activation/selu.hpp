// The self-normalising linear unit (Klambauer et al., 2017).
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/expm1.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct selu_t : defined_by_formula<selu_t> {
  // The inner select keeps e^z finite where it is not chosen: its gradient is multiplied by 0.
  static constexpr auto formula(auto z) {
    return 1.0507009873554804934193349852946 *
           select(z > 0.0, z, 1.6732632423543772848170429916717 * expm1(select(z > 0.0, 0.0, z)));
  }
};
}  // namespace op

/// 1.0507 z above 0, else 1.0507 · 1.6733 (e^z - 1).
inline constexpr op::selu_t selu{};

}  // namespace ctnn::inline CTNN_ISA
