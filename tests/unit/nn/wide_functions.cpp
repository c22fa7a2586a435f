// Functions of one sample's column that takes several tiles, of one size or of two, and ends within
// a pack or with one.
#include "support/closeness.hpp"
#include "support/names.hpp"
#include "support/reference_network.hpp"

#include <ctnn/nn.hpp>

#include <array>
#include <cmath>
#include <memory>
#include <string>

namespace {

/// A layer with `activation` on a sample against the reference's of its sums by loops.
template <class T, std::size_t Inputs, std::size_t Units, auto activation>
void check() {
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
    test::real z = layer.bias(unit);
    for (std::size_t i = 0; i < Inputs; ++i)
      z += static_cast<test::real>(layer.weights(unit, i)) * x[i];
    const test::real expected = test::reference_activation(test::name_of(activation), z).value;
    outputs.compare(static_cast<double>(y(unit)), static_cast<double>(expected), unit);
  }
}

}  // namespace

TEST_CASE("unit.wide_functions.tiles of one size") {
  check<float, 24, 128, ctnn::tanh>();
  check<float, 50, 192, ctnn::sigmoid>();
  check<double, 24, 64, ctnn::tanh>();
}
TEST_CASE("unit.wide_functions.another last tile") {
  check<float, 30, 256, ctnn::tanh>();
  check<float, 9, 205, ctnn::sigmoid>();
  check<float, 7, 139, ctnn::tanh>();
  check<double, 30, 71, ctnn::tanh>();
}
