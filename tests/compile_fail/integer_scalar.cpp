// An integer among the numbers of a formula.
// REMEDY: Write 2.0f, or 2.0, which suits both float and double.
// EXPECT: scalar_mismatch<.*in<ctnn.*multiply>.*expected<ctnn.*floating_point>.*got<int
// EXPECT: a number in a formula must be floating-point
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  const nn::vector<float, 3> y = 2 * x;
#else
  nn::vector<float, 3> x;
  const nn::vector<float, 3> y = 2.0f * x;
#endif
  static_cast<void>(y);
}
