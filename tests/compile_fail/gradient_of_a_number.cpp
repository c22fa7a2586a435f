// A number in a formula that is differentiated: its value is not part of the formula's type.
// REMEDY: Write it as a fraction, which is.
// EXPECT: in<ctnn.*differentiation>.*expected<ctnn.*variables_and_constants>.*got<ctnn.*a_number
// EXPECT: is made of variables and constants. Write
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  const auto g = nn::differentiate(sum(2.0 * x), x);
#else
  constexpr nn::variable<"x", float, 3> x{};
  const auto g = nn::differentiate(sum(nn::fraction<2> * x), x);
#endif
  static_cast<void>(g);
}
