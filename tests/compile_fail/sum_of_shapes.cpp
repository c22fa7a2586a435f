// A sum of two vectors of different lengths.
// REMEDY: Declare both with one length.
// EXPECT: in<ctnn.*add>.*expected.*rows_by_columns<3, 1.*got.*rows_by_columns<4, 1
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  nn::vector<float, 4> y;
  const nn::vector<float, 3> sum = x + y;
#else
  nn::vector<float, 3> x;
  nn::vector<float, 3> y;
  const nn::vector<float, 3> sum = x + y;
#endif
  static_cast<void>(sum);
}
