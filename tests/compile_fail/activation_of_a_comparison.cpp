// An activation that is a comparison.
// REMEDY: Make it numbers with select.
// EXPECT: in<ctnn.*activation_function.*expected<ctnn.*a_number.*got<ctnn.*a_comparison
// EXPECT: a comparison is no number
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto step = nn::activation([](auto z) { return z > 0.0; });
#else
constexpr auto step = nn::activation([](auto z) { return select(z > 0.0, 1.0, 0.0); });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, step>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
