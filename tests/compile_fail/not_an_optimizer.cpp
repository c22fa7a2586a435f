// Something in place of an optimizer.
// REMEDY: Name one.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*an_optimizer>.*got<float
// EXPECT: this is not an optimizer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, float, 8> train{net};
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
#endif
  static_cast<void>(train);
}
