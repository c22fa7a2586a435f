// The gradient of what is not a scalar.
// REMEDY: Take the sum or the mean first.
// EXPECT: shape_mismatch<.*in<ctnn.*differentiation>.*expected.*rows_by_columns<1, 1.*got.*rows_by_columns<3, 1
// EXPECT: only a scalar has a gradient
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  const auto g = nn::differentiate(tanh(x), x);
#else
  constexpr nn::variable<"x", float, 3> x{};
  const auto g = nn::differentiate(sum(tanh(x)), x);
#endif
  static_cast<void>(g);
}
