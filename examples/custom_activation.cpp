// An activation of one's own is one expression: its value, derivative and SIMD loops follow.
#include <ctnn/ctnn.hpp>

#include <cmath>

#include "central_differences.hpp"

namespace {

namespace nn = ctnn;

inline constexpr auto swish = ctnn::activation([](auto z) { return z * sigmoid(z); });

template <auto Activation>
using net_with = nn::network<nn::input<5, double>, nn::dense<16, Activation>, nn::dense<3>>;

}  // namespace

int main() {
  net_with<swish> ours;
  net_with<nn::silu> library;
  nn::initialize(ours, nn::he_uniform{.seed = 3});
  nn::initialize(library, nn::he_uniform{.seed = 3});
  const nn::vector<double, 5> x{0.3, -1.2, 0.8, 2.0, -0.5};
  const nn::vector<double, 3> t{1.0, 0.0, -1.0};

  const auto y = ours(x);
  const auto same = library(x);
  double apart = 0;
  for (std::size_t i = 0; i < 3; ++i) apart = std::fmax(apart, std::fabs(y[i] - same[i]));

  bool right = example::check("outputs with swish and with nn::silu, apart", apart, 0);
  right &=
      example::check("gradient with swish, from central differences",
                     example::network_gradient_error(ours, nn::mean_squared_error, x, t), 1e-8);
  right &=
      example::check("gradient with nn::silu, from central differences",
                     example::network_gradient_error(library, nn::mean_squared_error, x, t), 1e-8);
  return right ? 0 : 1;
}
