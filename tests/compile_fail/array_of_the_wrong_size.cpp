// An array of the wrong size given to a network.
// REMEDY: Give it as many numbers as the network has inputs.
// EXPECT: in<ctnn.*network_call>.*expected.*features<18.*got.*features<36
// EXPECT: the sample does not have as many numbers as the network has inputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<float, 2 * 18> xs{};
  nn::vector<float, 4> y = net(xs);
#else
  nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<float, 2 * 18> xs{};
  std::array<float, 2 * 4> y;
  net.predict(xs, y);
#endif
  static_cast<void>(y);
}
