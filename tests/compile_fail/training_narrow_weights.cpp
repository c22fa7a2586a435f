// Training a network whose weights are stored as bfloat16.
// REMEDY: Train a network of float weights, and make the narrow one from it.
// EXPECT: expected.*float.*got.*bfloat16
// EXPECT: weights stored as bfloat16 are for inference
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  using net_type = nn::network<nn::input<4>, nn::dense<3>>;
#ifdef CTNN_MUST_FAIL
  nn::with_weights<nn::bfloat16, net_type> net;
#else
  net_type net;
#endif
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 1> train{net};
  static_cast<void>(train);
}
