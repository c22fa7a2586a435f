// A formula of double given to a tensor of float.
// REMEDY: Declare the result with the scalar of the formula.
// EXPECT: scalar_mismatch<.*in<ctnn.*assignment_to_tensor>.*expected<float.*got<double
// EXPECT: float and double meet in an assignment
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<double, 3> x;
  nn::vector<float, 3> y;
  y = tanh(x);
#else
  nn::vector<double, 3> x;
  nn::vector<double, 3> y;
  y = tanh(x);
#endif
}
