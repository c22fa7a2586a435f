// A matrix product of wrong inner sizes. The name says what to write; the numbers, what was found.
// EXPECT: in<ctnn.*matmul>.*expected.*rows<18.*got.*rows<64
// EXPECT: a matrix product needs as many rows on its right as it has columns on its left
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 18> x;
  nn::vector<float, 64> b;
  const auto good = tanh(w * x + b);
  static_cast<void>(good);
#ifdef CTNN_MUST_FAIL
  const auto bad = tanh(w * b + b);
  static_cast<void>(bad);
#endif
}
