// The sum of a sample's features in a layer, written as the sum of all there is.
// REMEDY: Name what is summed: a sample's features.
// EXPECT: at_layer<1>
// EXPECT: in<.*centred.*expected<.*a_value_of_each_sample
// EXPECT: of many samples this takes the sum, mean or maximum over all their features
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct centred {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 0> parameters(std::size_t) { return {}; }
#ifdef CTNN_MUST_FAIL
  static constexpr auto formula(auto x) { return x - mean(x); }
#else
  static constexpr auto formula(auto x) { return x - mean_features(x); }
#endif
};

int main() {
  const nn::network<nn::input<3>, nn::dense<5>, centred> net;
  const std::array<float, 2 * 3> xs{};
  std::array<float, 2 * 5> ys{};
  net.predict(xs, ys);
}
