// An activation that is none.
// REMEDY: Name one, or make one from a formula.
// EXPECT: at_layer<0>.*expected<ctnn.*an_activation>.*got<int
// EXPECT: this is not an activation
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<2>, nn::dense<4, 3>> net;
#else
  nn::network<nn::input<2>, nn::dense<4, nn::relu>> net;
#endif
  static_cast<void>(net);
}
