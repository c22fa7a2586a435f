// + - * / and negation, elementwise with broadcasting; * of two matrices is the matrix product,
// which op/matmul.hpp defines.
#pragma once

#include <ctnn/expr/node.hpp>

namespace ctnn::inline CTNN_ISA::op {

struct add : elementwise<add> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a + b; }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto, auto) {
    return dy;
  }
};

struct subtract : elementwise<subtract> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a - b; }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto, auto) {
    if constexpr (I == 0) {
      return dy;
    } else {
      return -dy;
    }
  }
};

struct multiply : elementwise<multiply> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a * b; }
  template <std::size_t I>
  static constexpr auto derivative(auto, auto dy, auto a, auto b) {
    if constexpr (I == 0) {
      return hadamard(dy, b);
    } else {
      return hadamard(dy, a);
    }
  }
};

struct divide : elementwise<divide> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a, auto b) noexcept { return a / b; }
  template <std::size_t I>
  static constexpr auto derivative(auto y, auto dy, auto, auto b) {
    if constexpr (I == 0) {
      return dy / b;
    } else {
      return -hadamard(dy, y) / b;
    }
  }
};

struct negate : elementwise<negate> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto a) noexcept { return -a; }
  static constexpr auto derivative(auto, auto dy, auto) { return -dy; }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA::language {

template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator+(A&& a, B&& b) {
  return ctnn::detail::make_node<op::add>(std::forward<A>(a), std::forward<B>(b));
}
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator-(A&& a, B&& b) {
  return ctnn::detail::make_node<op::subtract>(std::forward<A>(a), std::forward<B>(b));
}
/// The quotient, number by number.
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto operator/(A&& a, B&& b) {
  return ctnn::detail::make_node<op::divide>(std::forward<A>(a), std::forward<B>(b));
}
template <Operand A>
constexpr auto operator-(A&& a) {
  return ctnn::detail::make_node<op::negate>(std::forward<A>(a));
}
template <Operand A>
constexpr auto operator+(const A& a) {
  return a;
}
/// The product number by number, of equal or broadcast shapes, as in dz = da ∗ f′(z).
template <Term A, Term B>
requires(Operand<A> || Operand<B>) constexpr auto hadamard(A&& a, B&& b) {
  return ctnn::detail::make_node<op::multiply>(std::forward<A>(a), std::forward<B>(b));
}

}  // namespace ctnn::inline CTNN_ISA::language
