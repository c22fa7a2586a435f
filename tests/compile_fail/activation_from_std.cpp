// An activation that calls a function of <cmath>.
// REMEDY: Call ctnn's, unqualified: it takes formulas, and can be differentiated.
// EXPECT: in<ctnn.*conversion>.*expected<ctnn.*a_number>.*got<ctnn.*a_formula
// EXPECT: Call ctnn.s functions on it
#include <ctnn/ctnn.hpp>

#include <cmath>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto scaled = nn::activation([](auto z) { return 1.7 * std::tanh(z); });
#else
constexpr auto scaled = nn::activation([](auto z) { return 1.7 * tanh(z); });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, scaled>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
