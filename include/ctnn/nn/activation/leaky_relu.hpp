// The rectifier that leaks.
#pragma once

#include <ctnn/expr/op/compare.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct leaky_relu_t : elementwise<leaky_relu_t> {
  static constexpr bool is_cheap = true;
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P z) noexcept {
    return max(z, P::constant(fraction<1, 100>) * z);
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return hadamard(select_t{}(y > fraction<0>, fraction<1>, fraction<1, 100>), dy);
  }
};
}  // namespace op

/// z above 0, else 0.01 z.
inline constexpr op::leaky_relu_t leaky_relu{};

}  // namespace ctnn::inline CTNN_ISA
