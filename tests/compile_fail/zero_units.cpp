// A layer without units.
// EXPECT: a dense layer has at least one unit
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  constexpr std::size_t units = 0;
#else
  constexpr std::size_t units = 3;
#endif
  nn::network<nn::input<4>, nn::dense<units>> net;
  static_cast<void>(net);
}
