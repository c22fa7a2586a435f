// Adam.
#pragma once

#include <ctnn/nn/optimizer/optimizer.hpp>
#include <ctnn/nn/square_root.hpp>

namespace ctnn::inline CTNN_ISA::op {

/// m / (√v + ε).
struct over_root_t : elementwise<over_root_t> {
  CTNN_ALWAYS_INLINE static constexpr auto value(auto m, auto v, auto epsilon) noexcept {
    return over_root(m, v, epsilon);
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {

/// Adam (Kingma and Ba, 2015): m and v are running means of g and g²;
/// w ← w - η m̂ / (√v̂ + ε), with m̂ = m / (1 - β1^t) and v̂ = v / (1 - β2^t).
struct adam {
  double learning_rate = 1e-3;  ///< η
  double beta1 = 0.9;           ///< In [0, 1), as β2.
  double beta2 = 0.999;
  double epsilon = 1e-8;

  static constexpr std::size_t moments = 2;
  /// β1^t and β2^t, and the parts of a mean that the gradient was in the step before.
  struct progress {
    double beta1_power = 1;
    double beta2_power = 1;
    double part1 = 1;
    double part2 = 1;
  };

  // Kept are sums, of which m is the part 1 - β1 and v the part 1 - β2: each takes a multiply-add,
  // where a mean takes one operation more for each number of the network. √v̂ = √v / c with
  // c = √(1 - β2^t): the corrections go into the rate and into ε, as the paper's second section
  // suggests, and so do the parts.
  constexpr std::array<double, 4> next(progress& p) const {
    p.beta1_power *= beta1;
    p.beta2_power *= beta2;
    const double part1 = 1 - beta1, part2 = 1 - beta2;
    // Other settings than a step ago: the means go on from what they were.
    const double keep1 = beta1 * (p.part1 / part1), keep2 = beta2 * (p.part2 / part2);
    p.part1 = part1;
    p.part2 = part2;
    const double correction = detail::square_root((1 - p.beta2_power) / part2);
    return {keep1, keep2, learning_rate * part1 * correction / (1 - p.beta1_power),
            epsilon * correction};
  }
  static constexpr auto update(auto w, auto g, auto numbers, auto kept) {
    auto m = kept.template get<0>();
    auto v = kept.template get<1>();
    auto rate = numbers.template get<2>();
    auto epsilon = numbers.template get<3>();
    // m last of both, so that its sum may take g's register.
    return in_order(assign(v, numbers.template get<1>() * v + hadamard(g, g)),
                    assign(m, numbers.template get<0>() * m + g),
                    assign(w, w - rate * ctnn::detail::make_node<op::over_root_t>(m, v, epsilon)));
  }
};

}  // namespace ctnn::inline CTNN_ISA
