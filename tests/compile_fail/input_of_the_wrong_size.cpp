// A sample of the wrong size given to a network.
// EXPECT: expected.*features<18.*got.*features<17
// EXPECT: the sample does not have as many numbers as the network has inputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::network<nn::input<18>, nn::dense<4>> net;
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 17> x;
#else
  nn::vector<float, 18> x;
#endif
  const nn::vector<float, 4> y = net(x);
  static_cast<void>(y);
}
