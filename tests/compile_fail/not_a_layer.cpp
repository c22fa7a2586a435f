// Something among the layers that is none.
// REMEDY: Give the activation to the layer: dense<3, tanh>.
// EXPECT: at_layer<1>.*expected<ctnn.*a_layer>.*got<ctnn.*tanh_t
// EXPECT: this is not a layer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3>, nn::op::tanh_t, nn::dense<2>> net;
#else
  nn::network<nn::input<4>, nn::dense<3, nn::tanh>, nn::dense<2>> net;
#endif
  static_cast<void>(net);
}
