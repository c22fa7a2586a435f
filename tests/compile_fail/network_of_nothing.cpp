// A network of nothing.
// REMEDY: Give it an input, and layers.
// EXPECT: expected<ctnn.*an_input>.*got<void
// EXPECT: a network begins with its input
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<> net;
#else
  nn::network<nn::input<4>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
