// Only a scalar has a gradient.
// EXPECT: only a scalar has a gradient
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  constexpr nn::variable<"x", float, 3> x{};
#ifdef CTNN_MUST_FAIL
  const auto g = nn::differentiate(tanh(x), x);
#else
  const auto g = nn::differentiate(sum(tanh(x)), x);
#endif
  static_cast<void>(g);
}
