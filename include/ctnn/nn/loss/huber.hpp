// The Huber loss with delta 1: squared near the target, absolute far from it.
#pragma once

#include <ctnn/expr/op/abs.hpp>
#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct huber_t {
  static constexpr auto formula(auto a, auto t) {
    auto error = a - t;
    return mean(select(abs(error) <= 1.0, 0.5 * hadamard(error, error), abs(error) - 0.5));
  }
};
}  // namespace op

/// Mean over samples and outputs of e²/2 where |e| = |a - t| is at most 1, else |e| - 1/2.
inline constexpr op::huber_t huber{};

}  // namespace ctnn::inline CTNN_ISA
