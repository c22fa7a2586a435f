// The rectifier that stops at 6.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct relu6_t : elementwise<relu6_t> {
  static constexpr bool is_cheap = true;
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return simd::clamped(P::constant(fraction<0>), z, P::constant(fraction<6>));
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return gradient_between(fraction<0>, y, fraction<6>, dy);
  }
};
}  // namespace op

/// z within 0 and 6.
inline constexpr op::relu6_t relu6{};

}  // namespace ctnn::inline CTNN_ISA
