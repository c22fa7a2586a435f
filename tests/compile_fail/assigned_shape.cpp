// A value given to a tensor of another shape.
// REMEDY: Declare the tensor with the rows and columns that the formula has.
// EXPECT: in<ctnn.*assignment_to_tensor>.*expected.*rows_by_columns<18.*got.*rows_by_columns<64
// EXPECT: the value does not have the shape that is needed here
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
  const nn::vector<float, 18> y = w * x;
#else
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
  const nn::vector<float, 64> y = w * x;
#endif
  static_cast<void>(y);
}
