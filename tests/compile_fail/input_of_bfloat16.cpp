// A network that would compute with bfloat16.
// REMEDY: Compute with float, and make a network of narrow weights of it.
// EXPECT: in<ctnn.*an_input>.*expected<.*floating_point.*got<.*bfloat16
// EXPECT: has narrow weights
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
using network = nn::network<nn::input<4, nn::bfloat16>, nn::dense<3>>;
#else
using network = nn::network<nn::input<4>, nn::dense<3>>;
#endif

int main() {
  static network net;
  static_cast<void>(net);
}
