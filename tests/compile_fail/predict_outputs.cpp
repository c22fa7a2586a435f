// Room for too few outputs given to predict.
// REMEDY: Give it as many numbers as the network has outputs, for each sample.
// EXPECT: in<ctnn.*predict_call>.*expected.*outputs<12.*got.*outputs<8
// EXPECT: these are not as many numbers as the network has outputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  std::array<float, 2 * 4> ys;
  net.predict(xs, ys);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  std::array<float, 3 * 4> ys;
  net.predict(xs, ys);
#endif
}
