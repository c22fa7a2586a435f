// A comparison among the numbers of a formula.
// REMEDY: Make it numbers with select.
// EXPECT: in<ctnn.*op.*multiply.*expected<ctnn.*a_number.*got<ctnn.*a_comparison
// EXPECT: a comparison is no number
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  const nn::vector<float, 4> v{1.0f, 2.0f, 3.0f, 4.0f};
#ifdef CTNN_MUST_FAIL
  const nn::vector<float, 4> y = hadamard(v, v > 2.0f);
#else
  const nn::vector<float, 4> y = hadamard(v, select(v > 2.0f, 1.0f, 0.0f));
#endif
  static_cast<void>(y);
}
