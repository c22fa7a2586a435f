// Something in place of a loss.
// REMEDY: Name one, or give an object with a formula.
// EXPECT: expected<ctnn.*a_loss>.*got<ctnn.*tanh_t
// EXPECT: this is not a loss
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::tanh, nn::sgd, 8> train{net};
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
#endif
  static_cast<void>(train);
}
