// A matrix of three columns from rows of two numbers.
// REMEDY: Give each row a number for every column.
// EXPECT: expected<.*rows_by_columns<2.*3>.*got<.*rows_by_columns<2.*2>
// EXPECT: a matrix is given row by row
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::matrix<float, 2, 3> m{{1, 2}, {4, 5}};
#else
  const nn::matrix<float, 2, 3> m{{1, 2, 3}, {4, 5, 6}};
#endif
  static_cast<void>(m);
}
