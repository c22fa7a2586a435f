// A network in two translation units of a program that knows nothing but ctnn::ctnn.
#include <ctnn/ctnn.hpp>

#include <cmath>
#include <cstdio>

#include "other.hpp"

namespace nn = ctnn;

int main() {
  nn::network<nn::input<3>, nn::dense<5, nn::tanh>, nn::dense<1>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 7});
  const float here = net(nn::vector<float, 3>{0.5f, -1.0f, 2.0f})[0];
  const float there = other();
  std::printf("%g here, %g there\n", static_cast<double>(here), static_cast<double>(there));
  return std::isfinite(here) && here == there ? 0 : 1;
}
