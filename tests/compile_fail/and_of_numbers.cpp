// A number joined to a comparison.
// REMEDY: Compare it.
// EXPECT: in<ctnn.*op.*logical_and.*expected<ctnn.*a_comparison.*got<ctnn.*a_number
// EXPECT: &&.* take comparisons
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  const nn::vector<float, 4> v{1.0f, 2.0f, 3.0f, 4.0f};
#ifdef CTNN_MUST_FAIL
  const nn::vector<float, 4> y = select(v && v > 2.0f, v, 0.0f);
#else
  const nn::vector<float, 4> y = select(v > 0.0f && v > 2.0f, v, 0.0f);
#endif
  static_cast<void>(y);
}
