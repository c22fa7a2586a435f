// What each initializer draws: bounds, mean and variance, and the same numbers for a seed.
#include "support/catch.hpp"

#include <ctnn/nn/initializer.hpp>
#include <ctnn/nn/layer/dense.hpp>

#include <cmath>

namespace nn = ctnn;

namespace {

// Two layers of different fans, large enough for statistics.
using network = nn::network<nn::input<100, double>, nn::dense<200>, nn::dense<50>>;

struct statistics {
  double mean = 0, variance = 0, largest = 0;
  std::size_t count = 0;
};
template <class Layer>
statistics of_weights(const Layer& layer) {
  statistics s;
  s.count = layer.inputs * layer.outputs;
  const double n = static_cast<double>(s.count);
  for (std::size_t i = 0; i < layer.outputs; ++i) {
    for (std::size_t j = 0; j < layer.inputs; ++j) {
      const double w = layer.weights(i, j);
      s.mean += w / n;
      s.variance += w * w / n;
      s.largest = std::max(s.largest, std::abs(w));
    }
  }
  return s;
}

/// Mean and variance within five standard deviations; `kurtosis` is the fourth moment over the
/// squared variance, 9/5 for uniform numbers and 3 for normal ones.
template <class Layer>
void check(const Layer& layer, double variance, double kurtosis) {
  const statistics s = of_weights(layer);
  const double n = static_cast<double>(s.count);
  CHECK(std::abs(s.mean) < 5 * std::sqrt(variance / n));
  CHECK(std::abs(s.variance - variance) < 5 * variance * std::sqrt((kurtosis - 1) / n));
  if (kurtosis < 2) {
    const double bound = std::sqrt(3 * variance);
    CHECK(s.largest <= bound);
    CHECK(s.largest > 0.99 * bound);
  }
  for (std::size_t i = 0; i < layer.outputs; ++i) CHECK(layer.bias(i) == 0);
}

network initialised(const auto& initializer) {
  network net;
  for (std::size_t i = 0; i < 200; ++i) net.layer<0>().bias(i) = 1;
  nn::initialize(net, initializer);
  return net;
}

}  // namespace

TEST_CASE("unit.initializer.xavier") {
  const network uniform = initialised(nn::xavier_uniform{.seed = 1}),
                normal = initialised(nn::xavier_normal{.seed = 1});
  check(uniform.layer<0>(), 2.0 / (100 + 200), 1.8);
  check(uniform.layer<1>(), 2.0 / (200 + 50), 1.8);
  check(normal.layer<0>(), 2.0 / (100 + 200), 3);
  check(normal.layer<1>(), 2.0 / (200 + 50), 3);
}

TEST_CASE("unit.initializer.he") {
  const network uniform = initialised(nn::he_uniform{.seed = 1}),
                normal = initialised(nn::he_normal{.seed = 1});
  check(uniform.layer<0>(), 2.0 / 100, 1.8);
  check(uniform.layer<1>(), 2.0 / 200, 1.8);
  check(normal.layer<0>(), 2.0 / 100, 3);
  check(normal.layer<1>(), 2.0 / 200, 3);
}

TEST_CASE("unit.initializer.zeros") {
  network net = initialised(nn::he_normal{.seed = 1});
  nn::initialize(net, nn::zeros{});
  CHECK(of_weights(net.layer<0>()).largest == 0);
  CHECK(of_weights(net.layer<1>()).largest == 0);
  for (std::size_t i = 0; i < 50; ++i) CHECK(net.layer<1>().bias(i) == 0);
}

TEST_CASE("unit.initializer.a seed gives the same numbers, and another seed others") {
  const network a = initialised(nn::he_uniform{.seed = 7}),
                b = initialised(nn::he_uniform{.seed = 7}),
                c = initialised(nn::he_uniform{.seed = 8});
  CHECK(a.layer<1>().get<0>() == b.layer<1>().get<0>());
  CHECK_FALSE(a.layer<1>().get<0>() == c.layer<1>().get<0>());
}

// Seed 0's first three numbers of SplitMix64, row by row: ±√(6/fan) (2u - 1).
static_assert([] {
  nn::network<nn::input<3, double>, nn::dense<3>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 0});
  const auto& layer = net.layer<0>();
  const auto from_bits = [](std::uint64_t bits) {
    return 2 * (static_cast<double>(bits >> 11) * 0x1p-53) - 1;
  };
  return layer.weights(0, 0) == from_bits(0xe220a8397b1dcdafu) &&
         layer.weights(0, 1) == from_bits(0x6e789e6aa1b965f4u) &&
         layer.weights(0, 2) == from_bits(0x06c45d188009454fu);
}());
