// The mean absolute error.
#pragma once

#include <ctnn/expr/op/abs.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct mean_absolute_error_t {
  static constexpr auto formula(auto a, auto t) { return mean(abs(a - t)); }
};
}  // namespace op

/// Mean over samples and outputs of |a - t|.
inline constexpr op::mean_absolute_error_t mean_absolute_error{};

}  // namespace ctnn::inline CTNN_ISA
