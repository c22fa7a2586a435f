// float and double in one formula.
// REMEDY: Declare both with one of them.
// EXPECT: scalar_mismatch<.*in<ctnn.*add>.*expected<float.*got<double
// EXPECT: float and double meet in one formula
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  nn::vector<double, 3> y;
  const nn::vector<float, 3> sum = x + y;
#else
  nn::vector<float, 3> x;
  nn::vector<float, 3> y;
  const nn::vector<float, 3> sum = x + y;
#endif
  static_cast<void>(sum);
}
