// A sample of the wrong size given to a network.
// REMEDY: Give it as many numbers as the network has inputs.
// EXPECT: in<ctnn.*network_call>.*expected.*features<18.*got.*features<17
// EXPECT: the sample does not have as many numbers as the network has inputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<18>, nn::dense<4>> net;
  nn::vector<float, 17> x;
  const nn::vector<float, 4> y = net(x);
#else
  nn::network<nn::input<18>, nn::dense<4>> net;
  nn::vector<float, 18> x;
  const nn::vector<float, 4> y = net(x);
#endif
  static_cast<void>(y);
}
