// The piecewise linear sigmoid.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct hard_sigmoid_t : elementwise<hard_sigmoid_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return simd::clamped<0, 6>(z + P::template constant<3>()) * P::template constant<1.0 / 6>();
  }
  static constexpr auto derivative(auto, auto dy, auto z) {
    return select_t{}(z > fraction<-3>,
                      select_t{}(z < fraction<3>, hadamard(fraction<1, 6>, dy), fraction<0>),
                      fraction<0>);
  }
};
}  // namespace op

/// 0 below -3, 1 above 3, z/6 + 1/2 between.
inline constexpr op::hard_sigmoid_t hard_sigmoid{};

}  // namespace ctnn::inline CTNN_ISA
