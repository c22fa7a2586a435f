// The piecewise linear tanh.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_tanh_t : elementwise<hard_tanh_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return simd::clamped<-1, 1>(z);
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return select_t{}(y > fraction<-1>, select_t{}(y < fraction<1>, dy, fraction<0>), fraction<0>);
  }
};
}  // namespace op

/// z within -1 and 1.
inline constexpr op::hard_tanh_t hard_tanh{};

}  // namespace ctnn::inline CTNN_ISA
