// A target of the wrong size given to gradient.
// REMEDY: Give it a number for each output.
// EXPECT: in<ctnn.*gradient_call>.*expected.*targets<3.*got.*targets<4
// EXPECT: these are not as many numbers as the network has outputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 4> t;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
#endif
  static_cast<void>(g);
}
