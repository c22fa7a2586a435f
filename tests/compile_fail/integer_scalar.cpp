// An integer among the numbers: 1 / 2 would be 0.
// EXPECT: a number in a formula must be floating-point
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::vector<float, 3> x;
#ifdef CTNN_MUST_FAIL
  const nn::vector<float, 3> y = 2 * x;
#else
  const nn::vector<float, 3> y = 2.0f * x;
#endif
  static_cast<void>(y);
}
