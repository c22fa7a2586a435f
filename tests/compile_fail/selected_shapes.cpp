// A choice between values of different shapes.
// REMEDY: Give condition and values one shape, or make them scalars.
// EXPECT: in<ctnn.*select_t>.*expected.*rows_by_columns<3, 1.*got.*rows_by_columns<2, 1
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  nn::vector<float, 2> y;
  const nn::vector<float, 3> z = select(x > 0.0f, x, y);
#else
  nn::vector<float, 3> x;
  nn::vector<float, 3> y;
  const nn::vector<float, 3> z = select(x > 0.0f, x, y);
#endif
  static_cast<void>(z);
}
