// A number read out of a formula.
// REMEDY: Name the value's type instead of auto, which keeps the formula.
// EXPECT: in<ctnn.*subscript>.*expected<ctnn.*a_tensor>.*got<ctnn.*a_formula
// EXPECT: a formula holds no numbers
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  const auto y = tanh(x);
  const double first = y(0);
#else
  nn::vector<float, 3> x;
  const nn::vector<float, 3> y = tanh(x);
  const double first = y(0);
#endif
  static_cast<void>(first);
}
