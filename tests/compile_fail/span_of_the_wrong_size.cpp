// A span of the wrong fixed size given to a network.
// REMEDY: Take as many numbers as the network has inputs.
// EXPECT: in<ctnn.*network_call>.*expected.*features<18.*got.*features<4
// EXPECT: the sample does not have as many numbers as the network has inputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<float, 20> xs{};
  const auto y = net(std::span(xs).first<4>());
#else
  const nn::network<nn::input<18>, nn::dense<4>> net;
  const std::array<float, 20> xs{};
  const auto y = net(std::span(xs).first<18>());
#endif
  static_cast<void>(y);
}
