// The mean squared error.
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct mean_squared_error_t {
  static constexpr auto formula(auto a, auto t) {
    auto error = a - t;
    return mean(hadamard(error, error));
  }
};
}  // namespace op

/// Mean over samples and outputs of (a - t)².
inline constexpr op::mean_squared_error_t mean_squared_error{};

}  // namespace ctnn::inline CTNN_ISA
