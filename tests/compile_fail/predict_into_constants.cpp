// Outputs written to an array that is const.
// REMEDY: Give predict an array that may change.
// EXPECT: in<ctnn.*predict_call>.*expected.*numbers_to_write.*got.*const std::array
// EXPECT: these numbers are const, and results are written there
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  const std::array<float, 3 * 4> ys{};
  net.predict(xs, ys);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  std::array<float, 3 * 4> ys{};
  net.predict(xs, ys);
#endif
}
