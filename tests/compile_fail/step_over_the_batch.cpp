// More samples in a step than in the trainer's batch.
// REMEDY: Give the trainer a larger batch, or a step fewer samples.
// EXPECT: in<ctnn.*trainer_step>.*expected.*at_most<.*features<32.*got.*features<64
// EXPECT: these are more samples than the trainer.s batch
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  const std::array<float, 16 * 4> xs{};
  const std::array<float, 16 * 3> ts{};
  train.step(xs, ts);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 16> train{net};
  const std::array<float, 16 * 4> xs{};
  const std::array<float, 16 * 3> ts{};
  train.step(xs, ts);
#endif
}
