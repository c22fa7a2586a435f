// A formula taken for a number.
// REMEDY: Evaluate it, and take the number from the result.
// EXPECT: in<ctnn.*conversion>.*expected<ctnn.*a_number>.*got<ctnn.*a_formula
// EXPECT: a formula is not a number
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  const float length = sqrt(sum(x * x));
#else
  nn::vector<float, 3> x;
  const float length = evaluate(sqrt(sum(x * x)))(0, 0);
#endif
  static_cast<void>(length);
}
