// Room for one sample's gradient beside three samples.
// REMEDY: Give as much room as the samples have numbers.
// EXPECT: in<ctnn.*gradient_call>.*expected.*features<6.*got.*features<2
// EXPECT: there is not room for the gradient of each number of the samples
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  const std::array<float, 3 * 4> ts{};
  std::array<float, 2> by_inputs;
  nn::gradient(net, nn::mean_squared_error, xs, ts, by_inputs);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  const std::array<float, 3 * 4> ts{};
  std::array<float, 3 * 2> by_inputs;
  nn::gradient(net, nn::mean_squared_error, xs, ts, by_inputs);
#endif
}
