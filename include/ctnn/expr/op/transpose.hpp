// The transpose.
#pragma once

#include <ctnn/expr/op/arithmetic.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// xᵀ. A product reads it in place; nothing is moved.
struct transpose_t : callable<transpose_t> {
  static constexpr shape result_shape(shape a) { return transposed(a); }
  static constexpr auto derivative(auto, auto dy, auto) { return transpose_t{}(dy); }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::transpose_t transpose{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto transpose(E&& x) {
  return ctnn::detail::make_node<op::transpose_t>(std::forward<E>(x));
}
}  // namespace ctnn::inline CTNN_ISA::language
