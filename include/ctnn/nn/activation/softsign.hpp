// The softsign.
#pragma once

#include <ctnn/expr/op/abs.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct softsign_t : defined_by_formula<softsign_t> {
  static constexpr auto formula(auto z) { return z / (1.0 + abs(z)); }
};
}  // namespace op

/// z / (1 + |z|).
inline constexpr op::softsign_t softsign{};

}  // namespace ctnn::inline CTNN_ISA
