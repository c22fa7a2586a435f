// A number in a formula that is differentiated: its value is not part of the formula's type.
// EXPECT: is made of variables and constants. Write
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  constexpr nn::variable<"x", float, 3> x{};
#ifdef CTNN_MUST_FAIL
  const auto g = nn::differentiate(sum(2.0 * x), x);
#else
  const auto g = nn::differentiate(sum(nn::fraction<2> * x), x);
#endif
  static_cast<void>(g);
}
