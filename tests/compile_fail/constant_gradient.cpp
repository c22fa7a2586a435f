// The value of a gradient that is constant, so that nothing in it says float or double.
// REMEDY: Assign it to a tensor.
// EXPECT: in<ctnn.*evaluation.*expected<ctnn.*floating_point
// EXPECT: this formula is a constant, which is of no kind of number
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  constexpr nn::variable<"x", float, 3> x{};
  constexpr auto slope = nn::differentiate(sum(x), x);
#ifdef CTNN_MUST_FAIL
  const auto value = evaluate(slope);
#else
  const nn::vector<float, 3> value = slope;
#endif
  static_cast<void>(value);
}
