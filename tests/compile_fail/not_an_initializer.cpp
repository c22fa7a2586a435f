// Something in place of an initializer.
// REMEDY: Name one, with its seed.
// EXPECT: expected<ctnn.*an_initializer>.*got<int
// EXPECT: this is not an initializer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::initialize(net, 7);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 7});
#endif
}
