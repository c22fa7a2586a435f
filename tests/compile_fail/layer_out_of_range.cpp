// A layer that a network does not have.
// REMEDY: Count from 0; the input is not counted.
// EXPECT: expected<ctnn.*one_of<ctnn.*layers<2>.*got<ctnn.*at_layer<2
// EXPECT: the network has no such layer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>> net;
  const float first = net.layer<2>().bias(0);
#else
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>> net;
  const float first = net.layer<1>().bias(0);
#endif
  static_cast<void>(first);
}
