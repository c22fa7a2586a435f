// Weights wider than what is computed with.
// REMEDY: Store them as float or bfloat16.
// EXPECT: in<ctnn.*an_input>.*expected<float.*got<double
// EXPECT: weights are stored as the numbers that a network computes with
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
using network = nn::network<nn::input<4, float, double>, nn::dense<3>>;
#else
using network = nn::network<nn::input<4, float, nn::bfloat16>, nn::dense<3>>;
#endif

int main() {
  static network net;
  static_cast<void>(net);
}
