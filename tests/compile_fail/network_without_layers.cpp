// A network without layers.
// REMEDY: Give it one.
// EXPECT: behind<ctnn.*input<4.*expected<ctnn.*a_layer
// EXPECT: a network has at least one layer behind its input
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>> net;
#else
  nn::network<nn::input<4>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
