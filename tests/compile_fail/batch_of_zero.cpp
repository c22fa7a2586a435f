// A trainer of empty batches.
// REMEDY: Give it the largest number of samples that a step takes.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*at_least<1>.*got<ctnn.*samples_of<0
// EXPECT: a trainer.s batch has at least one sample
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 0> train{net};
  train.step(std::array<float, 4>{}, std::array<float, 3>{});
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  train.step(std::array<float, 4>{}, std::array<float, 3>{});
#endif
}
