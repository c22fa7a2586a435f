// A vector repeated to fill a shape of other rows.
// REMEDY: Repeat a column of the shape's rows, a row of its columns or a scalar.
// EXPECT: shape_mismatch<.*in<ctnn.*expand<.*expected.*rows_by_columns<3, 4.*got.*rows_by_columns<5, 1
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 5> x;
  const nn::matrix<float, 3, 4> y = expand_to<nn::shape{3, 4}>(tanh(x));
#else
  nn::vector<float, 3> x;
  const nn::matrix<float, 3, 4> y = expand_to<nn::shape{3, 4}>(tanh(x));
#endif
  static_cast<void>(y);
}
