// Targets for fewer samples than are given to gradient_into.
// REMEDY: Give it as many numbers as the network has outputs, for each sample.
// EXPECT: in<ctnn.*gradient_call>.*expected.*targets<12.*got.*targets<8
// EXPECT: these are not as many numbers as the network has outputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  nn::gradients<nn::network<nn::input<2>, nn::dense<4>>> g;
  const std::array<float, 3 * 2> xs{};
  const std::array<float, 2 * 4> ts{};
  nn::gradient_into(g, net, nn::mean_squared_error, xs, ts);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  nn::gradients<nn::network<nn::input<2>, nn::dense<4>>> g;
  const std::array<float, 3 * 2> xs{};
  const std::array<float, 3 * 4> ts{};
  nn::gradient_into(g, net, nn::mean_squared_error, xs, ts);
#endif
}
