// A network begins with its input.
// EXPECT: a network begins with its input
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  using net_type = nn::network<nn::dense<3>, nn::dense<2>>;
#else
  using net_type = nn::network<nn::input<4>, nn::dense<3>, nn::dense<2>>;
#endif
  static_cast<void>(sizeof(net_type));
}
