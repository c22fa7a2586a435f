// An activation that branches.
// REMEDY: Choose with select, which is done for all numbers at once.
// EXPECT: in<ctnn.*conversion>.*expected<ctnn.*a_number>.*got<ctnn.*a_formula
// EXPECT: choose with select
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto leaky = nn::activation([](auto z) { return z > 0.0 ? z : 0.1 * z; });
#else
constexpr auto leaky = nn::activation([](auto z) { return select(z > 0.0, z, 0.1 * z); });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, leaky>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
