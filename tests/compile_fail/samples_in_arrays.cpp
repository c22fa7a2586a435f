// Samples that are arrays within an array.
// REMEDY: Let all numbers lie in one.
// EXPECT: in<ctnn.*predict_call>.*expected<ctnn.*numbers_in_a_row.*got<std::array<std::array
// EXPECT: those of many samples one behind the other
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<std::array<float, 2>, 3> xs{};
  std::array<float, 3 * 4> ys;
  net.predict(xs, ys);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 3 * 2> xs{};
  std::array<float, 3 * 4> ys;
  net.predict(xs, ys);
#endif
}
