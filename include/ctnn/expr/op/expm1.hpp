// The exponential less one.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// e^x - 1, accurate near zero. expm1' = y + 1, in terms of the output.
struct expm1_t : elementwise<expm1_t> {
  static constexpr auto value(auto x) noexcept { return expm1(x); }
  static constexpr auto derivative(auto y, auto dy, auto) { return hadamard(dy, y + fraction<1>); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::expm1_t expm1{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto expm1(E&& x) {
  return ctnn::detail::make_node<op::expm1_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
