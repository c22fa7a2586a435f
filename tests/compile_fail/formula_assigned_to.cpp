// A formula on the left of an assignment.
// REMEDY: Assign to a vector, and write the formula on the right.
// EXPECT: in<ctnn.*assignment_to_formula>.*expected<ctnn.*a_tensor>.*got<ctnn.*a_formula
// EXPECT: a formula cannot be assigned to
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::vector<float, 3> x;
  nn::vector<float, 3> y;
  x + y = x;
#else
  nn::vector<float, 3> x;
  nn::vector<float, 3> y;
  y = x + y;
#endif
}
