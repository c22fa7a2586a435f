// An activation with a number that is captured.
// REMEDY: Write the number into the function.
// EXPECT: in<ctnn.*activation_function>.*expected<ctnn.*no_captures>
// EXPECT: an activation.s function captures nothing
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto scaled = nn::activation([factor = 1.7](auto z) { return factor * z; });
#else
constexpr auto scaled = nn::activation([](auto z) { return 1.7 * z; });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, scaled>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
