// A network whose layers are wider than the stack may hold.
// REMEDY: Make them narrower, or raise the limit.
// EXPECT: stack_mismatch<.*in<ctnn.*network_call>.*expected<.*at_most<.*bytes<4096.*got<.*bytes<[0-9]+
// EXPECT: what is stored on the way is too large for the stack
#define CTNN_STACK_LIMIT 4096
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  static nn::network<nn::input<4>, nn::dense<2000, nn::tanh>, nn::dense<3>> net;
  const nn::vector<float, 4> x;
  const nn::vector<float, 3> y = net(x);
#else
  static nn::network<nn::input<4>, nn::dense<200, nn::tanh>, nn::dense<3>> net;
  const nn::vector<float, 4> x;
  const nn::vector<float, 3> y = net(x);
#endif
  static_cast<void>(y);
}
