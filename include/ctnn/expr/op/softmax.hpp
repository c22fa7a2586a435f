// The softmax, its logarithm and that of a sum of exponentials, over the features of each sample.
#pragma once

#include <ctnn/expr/op/exp.hpp>
#include <ctnn/expr/op/log.hpp>
#include <ctnn/expr/op/reduce.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// log Σ exp(z) over each sample's features, computed as m + log Σ exp(z - m) with m their
/// maximum, which neither overflows nor vanishes. Its derivative is the softmax.
struct logsumexp_t : callable<logsumexp_t> {
  static constexpr shape result_shape(shape a) { return reduced(a, over::every_feature); }
  static constexpr auto formula(auto z) {
    auto logits = share(z);
    auto largest = shift_of_features{}(logits);
    return share(log(sum_features(exp(logits - largest))) + largest);
  }
  static constexpr auto derivative(auto y, auto dy, auto z) { return hadamard(dy, exp(z - y)); }
};

/// a / b where 1 / b is known too, which serves many such quotients: on cores whose divider is slow
/// they take three operations each. As exact as a division where multiply-adds round once, by one
/// step of Newton's iteration from a · (1 / b) (Markstein, "Computation of elementary functions on
/// the IBM RISC System/6000 processor", 1990). For b and 1 / b that are normal numbers.
struct divide_by_known : elementwise<divide_by_known> {
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr P value(P a, P b, P reciprocal) noexcept {
    if constexpr (P::fuses) {
      const P quotient = a * reciprocal;
      return fma(fma(-quotient, b, a), reciprocal, quotient);
    } else {
      return a / b;
    }
  }
};

/// exp(z) / Σ exp(z) over each sample's features, computed as exp(z - m) / Σ exp(z - m) with m their
/// maximum. dz = p ∗ (dp - Σ dp ∗ p), in terms of the output p.
struct softmax_t : callable<softmax_t> {
  static constexpr shape result_shape(shape a) { return a; }
  static constexpr auto formula(auto z) {
    auto logits = share(z);
    auto weight = share(exp(logits - shift_of_features{}(logits)));
    if constexpr (shape_of<decltype(z)>.columns == 1) {
      return weight / sum_features(weight);
    } else {
      // At least 1, the share of the largest, and at most their number.
      auto sum = share(sum_features(weight));
      return ctnn::detail::make_node<divide_by_known>(weight, sum, share(fraction<1> / sum));
    }
  }
  static constexpr auto derivative(auto p, auto dp, auto) {
    return hadamard(p, dp - sum_features(hadamard(dp, p)));
  }
};

/// log softmax(z), computed as (z - m) - log Σ exp(z - m) with m their maximum, in this order:
/// z - logsumexp(z) would round away what the logarithm adds to a large m.
/// dz = dy - exp(y) Σ dy, in terms of the output y.
struct log_softmax_t : callable<log_softmax_t> {
  static constexpr shape result_shape(shape a) { return a; }
  static constexpr auto formula(auto z) {
    auto logits = share(z);
    auto centred = logits - shift_of_features{}(logits);
    return centred - log(sum_features(exp(centred)));
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    return dy - hadamard(exp(y), sum_features(dy));
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {
inline constexpr op::logsumexp_t logsumexp{};
inline constexpr op::softmax_t softmax{};
inline constexpr op::log_softmax_t log_softmax{};
}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {
template <Operand E>
constexpr auto logsumexp(E&& z) {
  return ctnn::detail::make_node<op::logsumexp_t>(std::forward<E>(z));
}
template <Operand E>
constexpr auto softmax(E&& z) {
  return ctnn::detail::make_node<op::softmax_t>(std::forward<E>(z));
}
template <Operand E>
constexpr auto log_softmax(E&& z) {
  return ctnn::detail::make_node<op::log_softmax_t>(std::forward<E>(z));
}
}  // namespace ctnn::inline CTNN_ISA::language
