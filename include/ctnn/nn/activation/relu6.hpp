// The rectifier that stops at 6.
#pragma once

#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct relu6_t : elementwise<relu6_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return simd::clamped<0, 6>(z);
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return select_t{}(y > fraction<0>, select_t{}(y < fraction<6>, dy, fraction<0>), fraction<0>);
  }
};
}  // namespace op

/// z within 0 and 6.
inline constexpr op::relu6_t relu6{};

}  // namespace ctnn::inline CTNN_ISA
