// Cross-entropy of a network that does not end in softmax.
// REMEDY: End in softmax, or take another loss.
// EXPECT: at_layer<1>.*in<ctnn.*cross_entropy_t>.*expected<ctnn.*softmax_t>.*got<ctnn.*identity_t
// EXPECT: cross_entropy is for a network that ends in softmax
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<5>, nn::dense<3>> net;
  nn::trainer<decltype(net), nn::cross_entropy, nn::sgd, 8> train{net};
#else
  nn::network<nn::input<4>, nn::dense<5>, nn::dense<3, nn::softmax>> net;
  nn::trainer<decltype(net), nn::cross_entropy, nn::sgd, 8> train{net};
#endif
  static_cast<void>(train);
}
