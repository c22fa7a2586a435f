// The Gaussian error linear unit (Hendrycks and Gimpel, 2016), exact.
#pragma once

#include <ctnn/expr/op/erf.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/activation.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct gelu_t : defined_by_formula<gelu_t> {
  static constexpr auto formula(auto z) {
    return 0.5 * z * (1.0 + erf(z * 0.70710678118654752440));
  }
};
}  // namespace op

/// z Φ(z), with Φ the normal distribution function.
inline constexpr op::gelu_t gelu{};

}  // namespace ctnn::inline CTNN_ISA
