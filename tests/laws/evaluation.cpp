// One network has one meaning: sample by sample or many at a time, at run time or in a constant.
#include "support/catch.hpp"

#include <ctnn/nn.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace nn = ctnn;

namespace {

using network = nn::network<nn::input<5>, nn::dense<33, nn::tanh>, nn::dense<7, nn::silu>,
                            nn::dense<3, nn::softmax>>;

std::vector<float> numbers(std::size_t count, std::uint64_t seed) {
  nn::random_stream random(seed);
  std::vector<float> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(static_cast<float>(random.normal()));
  return result;
}

}  // namespace

// The order in which a sum is added up differs between one sample and many, so the last bits do:
// each of a layer's sums of at most 33 terms within 5 rounds by at most 33 units of 2⁻²⁴ · 5.
TEST_CASE("laws.evaluation.predict is operator() for each sample") {
  network net;
  nn::initialize(net, nn::xavier_uniform{.seed = 3});
  constexpr std::size_t most = 70;
  const std::vector<float> xs = numbers(most * network::inputs, 4);
  constexpr double bound = 33 * 5 * 0x1p-24;
  std::vector<nn::vector<float, network::outputs>> expected;
  for (std::size_t s = 0; s < most; ++s) {
    expected.push_back(
        net(std::span<const float, network::inputs>(&xs[s * network::inputs], network::inputs)));
  }
  for (std::size_t n = 1; n <= most; ++n) {
    // One number more shows whether anything is written behind the last sample.
    std::vector<float> ys(n * network::outputs + 1, -7.0f);
    net.predict(std::span<const float>(xs.data(), n * network::inputs),
                std::span<float>(ys.data(), n * network::outputs));
    double worst = 0;
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t i = 0; i < network::outputs; ++i) {
        worst = std::max(
            worst, std::abs(static_cast<double>(ys[s * network::outputs + i]) - expected[s](i)));
      }
    }
    INFO(n << " samples");
    CHECK(worst <= bound);
    CHECK(ys.back() == -7.0f);
  }
}

namespace {

using small = nn::network<nn::input<3, double>, nn::dense<5, nn::tanh>, nn::dense<2, nn::softmax>>;

constexpr small initialised() {
  small net;
  nn::initialize(net, nn::he_normal{.seed = 11});
  return net;
}
constexpr nn::vector<double, 3> sample(0.5, -1.25, 2.0);
constexpr nn::vector<double, 2> target(0.0, 1.0);

constexpr small constant_net = initialised();
constexpr auto constant_output = constant_net(sample);
constexpr auto constant_gradient = nn::gradient(constant_net, nn::cross_entropy, sample, target);

/// Neighbouring roundings: sums of at most five terms and functions good to a few units.
constexpr double bound = 32 * std::numeric_limits<double>::epsilon();

}  // namespace

TEST_CASE("laws.evaluation.constants are what runs compute") {
  const small net = initialised();
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(net.layer<0>().weights(i, j) == constant_net.layer<0>().weights(i, j));
    }
  }
  const auto output = net(sample);
  const auto g = nn::gradient(net, nn::cross_entropy, sample, target);
  for (std::size_t i = 0; i < 2; ++i) CHECK(std::abs(output(i) - constant_output(i)) <= bound);
  CHECK(std::abs(g.loss - constant_gradient.loss) <= bound);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(std::abs(g.layer<0>().bias(i) - constant_gradient.layer<0>().bias(i)) <= bound);
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(std::abs(g.layer<0>().weights(i, j) - constant_gradient.layer<0>().weights(i, j)) <=
            bound);
    }
  }
  for (std::size_t j = 0; j < 3; ++j)
    CHECK(std::abs(g.input(j) - constant_gradient.input(j)) <= bound);
}
