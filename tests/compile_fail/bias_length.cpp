// A bias of the wrong length.
// REMEDY: Declare it with as many numbers as the matrix has rows.
// EXPECT: in<ctnn.*add>.*expected.*rows_by_columns<64.*got.*rows_by_columns<63
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
  nn::vector<float, 63> b;
  const nn::vector<float, 64> y = w * x + b;
#else
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
  nn::vector<float, 64> b;
  const nn::vector<float, 64> y = w * x + b;
#endif
  static_cast<void>(y);
}
