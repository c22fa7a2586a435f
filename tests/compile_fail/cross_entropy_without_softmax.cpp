// A loss that does not fit the last layer.
// EXPECT: cross_entropy is for a network that ends in softmax
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  using net_type = nn::network<nn::input<4>, nn::dense<3>>;
#else
  using net_type = nn::network<nn::input<4>, nn::dense<3, nn::softmax>>;
#endif
  net_type net;
  nn::trainer<net_type, nn::cross_entropy, nn::sgd, 8> train{net};
  static_cast<void>(train);
}
