// The piecewise linear tanh.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_tanh_t : elementwise<hard_tanh_t> {
  static constexpr bool is_cheap = true;
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return simd::clamped(P::constant(fraction<-1>), z, P::constant(fraction<1>));
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return gradient_between(fraction<-1>, y, fraction<1>, dy);
  }
};
}  // namespace op

/// z within -1 and 1.
inline constexpr op::hard_tanh_t hard_tanh{};

}  // namespace ctnn::inline CTNN_ISA
