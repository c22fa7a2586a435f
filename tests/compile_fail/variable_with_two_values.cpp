// A variable of a formula that is given two values.
// REMEDY: Give each its own.
// EXPECT: kind_mismatch<.*in<ctnn.*evaluation>.*expected<.*value_for<.*placeholder.*got<.*two_values
// EXPECT: a variable has two values
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  constexpr nn::variable<"x", float, 3> x{};
  constexpr nn::variable<"b", float, 3> b{};
  const nn::vector<float, 3> v;
#ifdef CTNN_MUST_FAIL
  const auto y = evaluate(tanh(x + b), with_value(x, v), with_value(b, v), with_value(x, v));
#else
  const auto y = evaluate(tanh(x + b), with_value(x, v), with_value(b, v));
#endif
  static_cast<void>(y);
}
