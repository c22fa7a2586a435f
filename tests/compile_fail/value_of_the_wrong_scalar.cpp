// Numbers of double given to a variable of float.
// REMEDY: Declare the variable and its value with the same scalar.
// EXPECT: scalar_mismatch<.*in<ctnn.*value_of_placeholder>.*expected<float.*got<double
// EXPECT: float and double meet in the value of a variable
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  const nn::vector<double, 3> v;
  const auto y = evaluate(tanh(x), with_value(x, v));
#else
  constexpr nn::variable<"x", double, 3> x{};
  const nn::vector<double, 3> v;
  const auto y = evaluate(tanh(x), with_value(x, v));
#endif
  static_cast<void>(y);
}
