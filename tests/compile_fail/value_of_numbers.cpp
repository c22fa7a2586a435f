// An array given to a variable as its value.
// REMEDY: Copy the numbers into a vector.
// EXPECT: kind_mismatch<.*in<ctnn.*value_of_placeholder>.*expected<.*a_tensor>.*got<.*array<float, 3
// EXPECT: the value of a variable is a vector or a matrix of ctnn
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr nn::variable<"x", float, 3> x{};
  const std::array<float, 3> numbers{1, 2, 3};
  const auto y = evaluate(tanh(x), with_value(x, numbers));
#else
  constexpr nn::variable<"x", float, 3> x{};
  const std::array<float, 3> numbers{1, 2, 3};
  nn::vector<float, 3> v;
  for (std::size_t i = 0; i < 3; ++i) v(i) = numbers[i];
  const auto y = evaluate(tanh(x), with_value(x, v));
#endif
  static_cast<void>(y);
}
