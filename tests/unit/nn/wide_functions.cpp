// Functions of one sample's column that takes several tiles, of one size or of two, and ends within
// a pack or with one.
#include "support/closeness.hpp"

#include <ctnn/nn.hpp>

#include <array>
#include <cmath>
#include <memory>
#include <string>

namespace {

double sigmoid_of(double z) { return 1 / (1 + std::exp(-z)); }
double tanh_of(double z) { return std::tanh(z); }

/// A layer with `activation` on a sample against `function` of its sums by loops.
template <class T, std::size_t Inputs, std::size_t Units, auto activation>
void check(double (*function)(double)) {
  using network = ctnn::network<ctnn::input<Inputs, T>, ctnn::dense<Units, activation>>;
  const auto net = std::make_unique<network>();
  ctnn::initialize(*net, ctnn::xavier_uniform{.seed = 7});
  const auto& layer = net->template layer<0>();
  std::array<T, Inputs> x;
  for (std::size_t i = 0; i < Inputs; ++i) x[i] = static_cast<T>(std::sin(static_cast<double>(i)));

  const auto y = (*net)(x);
  test::closeness outputs(std::to_string(Inputs) + "-" + std::to_string(Units),
                          test::tolerance_of<T>);
  for (std::size_t unit = 0; unit < Units; ++unit) {
    double z = static_cast<double>(layer.bias(unit));
    for (std::size_t i = 0; i < Inputs; ++i)
      z += static_cast<double>(layer.weights(unit, i)) * static_cast<double>(x[i]);
    outputs.compare(static_cast<double>(y(unit)), function(z), unit);
  }
}

}  // namespace

TEST_CASE("unit.wide_functions.tiles of one size") {
  check<float, 24, 128, ctnn::tanh>(tanh_of);
  check<float, 50, 192, ctnn::sigmoid>(sigmoid_of);
  check<double, 24, 64, ctnn::tanh>(tanh_of);
}
TEST_CASE("unit.wide_functions.another last tile") {
  check<float, 30, 256, ctnn::tanh>(tanh_of);
  check<float, 9, 205, ctnn::sigmoid>(sigmoid_of);
  check<float, 7, 139, ctnn::tanh>(tanh_of);
  check<double, 30, 71, ctnn::tanh>(tanh_of);
}
