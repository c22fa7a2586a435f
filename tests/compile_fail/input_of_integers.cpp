// An input of integers.
// REMEDY: Compute with float or double.
// EXPECT: in<ctnn.*an_input>.*expected<.*floating_point.*got<int
// EXPECT: a network computes with float or double
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
using network = nn::network<nn::input<4, int>, nn::dense<3>>;
#else
using network = nn::network<nn::input<4, double>, nn::dense<3>>;
#endif

int main() {
  static network net;
  static_cast<void>(net);
}
