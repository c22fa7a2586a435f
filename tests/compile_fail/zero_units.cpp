// A layer without units.
// REMEDY: Give it one or more.
// EXPECT: at_layer<0>.*expected<ctnn.*at_least<1>.*got<ctnn.*outputs<0
// EXPECT: a layer has at least one output
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<0>, nn::dense<2>> net;
#else
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
