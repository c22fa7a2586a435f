// A variable of a formula that is given no value.
// REMEDY: Give every variable one.
// EXPECT: kind_mismatch<.*in<ctnn.*evaluation>.*expected<.*value_for<.*placeholder
// EXPECT: a variable of this formula has no value
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  constexpr nn::variable<"b", float, 3> b{};
  const nn::vector<float, 3> v;
  const auto y = evaluate(tanh(x + b), with_value(x, v));
#else
  constexpr nn::variable<"x", float, 3> x{};
  constexpr nn::variable<"b", float, 3> b{};
  const nn::vector<float, 3> v;
  const auto y = evaluate(tanh(x + b), with_value(x, v), with_value(b, v));
#endif
  static_cast<void>(y);
}
