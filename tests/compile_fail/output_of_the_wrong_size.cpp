// Room for an output of the wrong size.
// REMEDY: Give it room for as many numbers as the network has outputs.
// EXPECT: in<ctnn.*network_call>.*expected.*outputs<4.*got.*outputs<3
// EXPECT: there is not room for as many numbers as the network has outputs
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 2> x{};
  std::array<float, 3> y;
  net(x, y);
#else
  const nn::network<nn::input<2>, nn::dense<4>> net;
  const std::array<float, 2> x{};
  std::array<float, 4> y;
  net(x, y);
#endif
}
