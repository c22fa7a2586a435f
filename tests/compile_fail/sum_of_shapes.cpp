// A bias of the wrong length.
// EXPECT: expected.*rows_by_columns<64.*got.*rows_by_columns<63
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 63> b;
#else
  nn::vector<float, 64> b;
#endif
  const nn::vector<float, 64> y = w * x + b;
  static_cast<void>(y);
}
