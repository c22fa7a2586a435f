// A network without an input.
// REMEDY: Say how many features a sample has, in front.
// EXPECT: expected<ctnn.*an_input>.*got<ctnn.*dense<3
// EXPECT: a network begins with its input
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::dense<3>, nn::dense<2>> net;
#else
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
