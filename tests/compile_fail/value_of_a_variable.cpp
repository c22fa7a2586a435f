// A value of the wrong shape given to a variable.
// REMEDY: Give it a tensor of the variable's rows and columns.
// EXPECT: in<ctnn.*value_of_placeholder>.*expected.*rows_by_columns<3, 1.*got.*rows_by_columns<4, 1
// EXPECT: the value does not have the shape that is needed here
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  const nn::vector<float, 4> v;
  const auto y = evaluate(tanh(x), with_value(x, v));
#else
  constexpr nn::variable<"x", float, 3> x{};
  const nn::vector<float, 3> v;
  const auto y = evaluate(tanh(x), with_value(x, v));
#endif
  static_cast<void>(y);
}
