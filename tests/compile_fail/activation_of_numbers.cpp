// An activation that calls a function of one's own for numbers.
// REMEDY: Write it for formulas: take auto, and call ctnn's functions.
// EXPECT: in<ctnn.*conversion>.*expected<ctnn.*a_number>.*got<ctnn.*a_formula
// EXPECT: a formula is not a number
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
double square(double z) { return z * z; }
constexpr auto gated = nn::activation([](auto z) { return z * square(z); });
#else
constexpr auto square(auto z) { return z * z; }
constexpr auto gated = nn::activation([](auto z) { return z * square(z); });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, gated>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
