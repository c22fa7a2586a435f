// A gradient that stores more on the stack than the limit allows.
// REMEDY: Train with a trainer, which keeps its workspace, or raise the limit.
// EXPECT: stack_mismatch<.*in<ctnn.*gradient_call>.*expected<.*at_most<.*bytes<4096.*got<.*bytes<[0-9]+
// EXPECT: what is stored on the way is too large for the stack
#define CTNN_STACK_LIMIT 4096
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  static nn::network<nn::input<4>, nn::dense<2000>, nn::dense<3>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  const float loss = nn::gradient(net, nn::mean_squared_error, x, t).loss;
#else
  static nn::network<nn::input<4>, nn::dense<2000>, nn::dense<3>> net;
  nn::vector<float, 4> x;
  nn::vector<float, 3> t;
  static nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 1> train{net};
  const float loss = train.step(x, t);
#endif
  static_cast<void>(loss);
}
