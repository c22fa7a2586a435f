// A sample of the wrong size given to gradient.
// REMEDY: Give it a number for each input.
// EXPECT: in<ctnn.*gradient_call>.*expected.*multiple_of<.*features<4.*got.*features<5
// EXPECT: the samples do not have as many numbers as the network has inputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::vector<float, 5> x;
  nn::vector<float, 3> t;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
#endif
  static_cast<void>(g);
}
