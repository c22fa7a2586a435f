// A sample of double given to a network of float.
// REMEDY: Declare the sample with the network's numbers, or the network with input<18, double>.
// EXPECT: scalar_mismatch<.*in<ctnn.*network_call>.*expected<float.*got<double
// EXPECT: a network takes the numbers that it computes with
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<double, 18> x{};
  const auto y = net(x);
#else
  const nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<float, 18> x{};
  const auto y = net(x);
#endif
  static_cast<void>(y);
}
