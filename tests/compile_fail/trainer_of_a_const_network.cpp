// A trainer of a network that is const.
// REMEDY: Train one that may change.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*a_network.*got<const ctnn
// EXPECT: a trainer is for a network that it may change
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  static_cast<void>(train);
#else
  nn::network<nn::input<2>, nn::dense<4>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  static_cast<void>(train);
#endif
}
