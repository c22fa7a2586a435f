// Targets of the wrong size given to a trainer.
// REMEDY: Give it a number for each output of each sample.
// EXPECT: in<ctnn.*trainer_step>.*expected.*targets<24.*got.*targets<8
// EXPECT: these are not as many numbers as the network has outputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  const std::array<float, 8 * 4> xs{};
  const std::array<float, 8> ts{};
  train.step(xs, ts);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  const std::array<float, 8 * 4> xs{};
  const std::array<float, 8 * 3> ts{};
  train.step(xs, ts);
#endif
}
