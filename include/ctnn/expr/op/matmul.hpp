// The matrix product, and what * means.
#pragma once

#include <ctnn/expr/op/transpose.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// The matrix product w · x. d(w · x) = dy · xᵀ for w, and wᵀ · dy for x.
struct matmul : callable<matmul> {
  static constexpr bool is_source = true;

  static constexpr shape result_shape(shape a, shape b) { return product(a, b); }
  template <shape... S>
  using check = check_product<matmul, S...>;
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto a, auto b) {
    if constexpr (I == 0) {
      return matmul{}(dy, transpose(b));
    } else {
      return matmul{}(transpose(a), dy);
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {

namespace detail {

constexpr bool is_column_or_batch(shape s) { return s.columns == 1 || s.columns == samples; }

/// Whether a * b scales or multiplies number by number, rather than contracts.
constexpr bool multiplies_elementwise(shape a, shape b) {
  if (a == scalar_shape || b == scalar_shape) return true;
  if (contractible(a, b)) return false;
  return is_column_or_batch(a) && is_column_or_batch(b) && compatible(a, b);
}

}  // namespace detail

/// Whether L * R is well formed.
template <class L, class R>
concept Contractible = Operand<L> && Operand<R> &&
    (contractible(shape_of<L>, shape_of<R>) ||
     detail::multiplies_elementwise(shape_of<L>, shape_of<R>));

}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {

/// The matrix product where the shapes contract: w * x, u * transpose(v). A scalar scales, and
/// two columns or two batches of one shape, which never contract, are multiplied number by
/// number, as in z * sigmoid(z). For two matrices of equal shape say hadamard(a, b).
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator*(A&& a, B&& b) {
  if constexpr (!Operand<A> || !Operand<B>) {
    return ctnn::detail::make_node<op::multiply>(std::forward<A>(a), std::forward<B>(b));
  } else if constexpr (is_invalid<A> || is_invalid<B>) {
    return invalid{};
  } else if constexpr (detail::multiplies_elementwise(shape_of<std::remove_cvref_t<A>>,
                                                      shape_of<std::remove_cvref_t<B>>)) {
    return ctnn::detail::make_node<op::multiply>(std::forward<A>(a), std::forward<B>(b));
  } else {
    return ctnn::detail::make_node<op::matmul>(std::forward<A>(a), std::forward<B>(b));
  }
}

/// The outer product a · bᵀ of two columns.
template <Operand A, Operand B>
constexpr auto outer(A&& a, B&& b) {
  return ctnn::detail::make_node<op::matmul>(std::forward<A>(a), transpose(std::forward<B>(b)));
}

}  // namespace ctnn::inline CTNN_ISA::language
