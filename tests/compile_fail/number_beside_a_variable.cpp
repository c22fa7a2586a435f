// A number in a formula over variables, which is evaluated more than once.
// REMEDY: Write a constant.
// EXPECT: in<ctnn.*evaluation.*expected<ctnn.*a_constant.*got<ctnn.*a_number
// EXPECT: takes its numbers as constants
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  constexpr nn::variable<"x", float, 3> x{};
  const nn::vector<float, 3> v{1.0f, 2.0f, 3.0f};
#ifdef CTNN_MUST_FAIL
  const auto y = evaluate(sum(2.0f * x), with_value(x, v));
#else
  const auto y = evaluate(sum(nn::fraction<2> * x), with_value(x, v));
#endif
  static_cast<void>(y);
}
