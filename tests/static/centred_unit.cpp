// A kernel that sums over a row of samples reads nothing that it has not written: in a constant
// expression that would not compile.
#include <ctnn/nn.hpp>

namespace nn = ctnn;

namespace {

/// One unit, centred over a batch: its mean is summed up where the products are.
struct centred_unit {
  static constexpr std::size_t outputs(std::size_t) { return 1; }
  static constexpr std::array<nn::parameter, 1> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, 1, inputs}};
  }
  static constexpr auto formula(auto x, auto w) { return w * x - mean_samples(w * x); }
};
constexpr std::array<float, 3> centred() {
  nn::network<nn::input<1>, centred_unit> net;
  net.layer<0>().weights(0, 0) = 2;
  std::array<float, 3> xs{1, 2, 6}, ys{};
  net.predict(xs, ys);
  return ys;
}
static_assert(centred() == std::array<float, 3>{-4, -2, 6});

}  // namespace
