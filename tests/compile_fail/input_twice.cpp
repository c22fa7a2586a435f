// An input among the layers.
// REMEDY: Write it once; a layer takes as many numbers as the one before has outputs.
// EXPECT: at_layer<1>.*expected<ctnn.*a_layer>.*got<ctnn.*input<3
// EXPECT: this is not a layer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3>, nn::input<3>, nn::dense<2>> net;
#else
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
