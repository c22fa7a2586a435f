// The piecewise linear sigmoid.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_sigmoid_t : elementwise<hard_sigmoid_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    const P above = z + P::constant(fraction<3>);
    return simd::clamped(P::constant(fraction<0>), above, P::constant(fraction<6>)) *
           P::constant(fraction<1, 6>);
  }
  static constexpr auto derivative(auto, auto dy, auto z) {
    return gradient_between(fraction<-3>, z, fraction<3>, hadamard(fraction<1, 6>, dy));
  }
};
}  // namespace op

/// 0 below -3, 1 above 3, z/6 + 1/2 between.
inline constexpr op::hard_sigmoid_t hard_sigmoid{};

}  // namespace ctnn::inline CTNN_ISA
