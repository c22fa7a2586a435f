// The rectifier.
#pragma once

#include <ctnn/expr/op/compare.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// max(x, 0). relu' is 1 where the output is positive, else 0, in terms of the output.
struct relu_t : elementwise<relu_t> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P x) noexcept {
    return max(P::constant(fraction<0>), x);  // this order keeps a not-a-number
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return select_t{}(y > fraction<0>, dy, fraction<0>);
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::relu_t relu{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto relu(E&& x) {
  return ctnn::detail::make_node<op::relu_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
