// A formula given to a network.
// REMEDY: Evaluate it first.
// EXPECT: in<ctnn.*network_call>.*expected<ctnn.*numbers_in_a_row>.*got<ctnn.*node
// EXPECT: samples, targets and outputs are vectors, arrays or spans of numbers
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<18>, nn::dense<4>> net;
  nn::vector<float, 18> x;
  const auto y = net(0.5f * x);
#else
  const nn::network<nn::input<18>, nn::dense<4>> net;
  nn::vector<float, 18> x;
  const auto y = net(evaluate(0.5f * x));
#endif
  static_cast<void>(y);
}
