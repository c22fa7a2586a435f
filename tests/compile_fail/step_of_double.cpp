// Samples of double given to a trainer of float.
// REMEDY: Declare the samples with the network's numbers, or the network with input<4, double>.
// EXPECT: scalar_mismatch<.*in<ctnn.*trainer_step>.*expected<float.*got<double
// EXPECT: a network takes the numbers that it computes with
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  const std::array<double, 8 * 4> xs{};
  const std::array<double, 8 * 3> ts{};
  train.step(xs, ts);
#else
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  const std::array<float, 8 * 4> xs{};
  const std::array<float, 8 * 3> ts{};
  train.step(xs, ts);
#endif
}
