// A function in place of an activation that returns another shape.
// REMEDY: Return as many numbers as it is given.
// EXPECT: at_layer<0>.*expected.*rows_by_columns<4, 1.*got.*rows_by_columns<1, 1
// EXPECT: the layer.s formula does not have the outputs that the layer declares
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto total = [](auto z) { return sum_features(z); };
#else
constexpr auto total = [](auto z) { return z - sum_features(z); };
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, total>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
