// A value assigned to a tensor of another shape.
// EXPECT: expected.*rows_by_columns<18.*got.*rows_by_columns<64
// EXPECT: the value does not have the shape that is needed here
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
#ifdef CTNN_MUST_FAIL
  const nn::vector<float, 18> y = w * x;
#else
  const nn::vector<float, 64> y = w * x;
#endif
  static_cast<void>(y);
}
