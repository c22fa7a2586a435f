// A product of a matrix and a vector of the wrong length.
// REMEDY: Multiply by a vector of 18 numbers, or declare w with 64 columns.
// EXPECT: in<ctnn.*matmul>.*expected.*rows<18.*got.*rows<64
// EXPECT: a matrix product needs as many rows on its right as it has columns on its left
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 64> b;
  const nn::vector<float, 64> a = tanh(w * b + b);
#else
  nn::matrix<float, 64, 18> w;
  nn::vector<float, 64> b;
  nn::vector<float, 18> x;
  const nn::vector<float, 64> a = tanh(w * x + b);
#endif
  static_cast<void>(a);
}
