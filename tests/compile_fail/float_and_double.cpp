// float and double in one formula.
// EXPECT: scalar_mismatch<.*float, double
// EXPECT: float and double meet in one formula
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::vector<float, 3> x;
#ifdef CTNN_MUST_FAIL
  nn::vector<double, 3> y;
#else
  nn::vector<float, 3> y;
#endif
  const auto sum = x + y;
  static_cast<void>(sum);
}
