// Stochastic gradient descent.
#pragma once

#include <ctnn/nn/optimizer/optimizer.hpp>

namespace ctnn::inline CTNN_ISA {

/// w ← w - η (g + λ w).
struct sgd {
  double learning_rate = 0.01;  ///< η
  double weight_decay = 0;      ///< λ

  static constexpr std::size_t moments = 0;
  struct progress {};

  constexpr std::array<double, 2> next(progress&) const {
    return {learning_rate * weight_decay, learning_rate};
  }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    auto decay = numbers.template get<0>();
    auto rate = numbers.template get<1>();
    // What is taken off is added up before: of 1 - η λ most of a small η λ would be rounded away.
    return in_order(assign(w, w - (decay * w + rate * g)));
  }
  using subtracts_gradient = sgd;
};

}  // namespace ctnn::inline CTNN_ISA
