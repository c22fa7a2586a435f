// Binary cross-entropy of a network that does not end in sigmoid.
// REMEDY: End in sigmoid, or take another loss.
// EXPECT: at_layer<0>.*in<ctnn.*binary_cross_entropy_t>.*expected<ctnn.*sigmoid_t>.*got<ctnn.*tanh_t
// EXPECT: binary_cross_entropy is for a network that ends in sigmoid
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::tanh>> net;
  nn::trainer<decltype(net), nn::binary_cross_entropy, nn::sgd, 8> train{net};
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::binary_cross_entropy, nn::sgd, 8> train{net};
#endif
  static_cast<void>(train);
}
