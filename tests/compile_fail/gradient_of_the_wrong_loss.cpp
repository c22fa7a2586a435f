// The gradient of a loss that does not fit the last layer.
// REMEDY: End in softmax, or take another loss.
// EXPECT: at_layer<0>.*in<ctnn.*cross_entropy_t>.*expected<ctnn.*softmax_t>.*got<ctnn.*sigmoid_t
// EXPECT: cross_entropy is for a network that ends in softmax
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  const auto g = nn::gradient(net, nn::cross_entropy, x, t);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::softmax>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  const auto g = nn::gradient(net, nn::cross_entropy, x, t);
#endif
  static_cast<void>(g);
}
