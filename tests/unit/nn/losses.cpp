// What losses keep of their digits.
#include "support/catch.hpp"

#include <ctnn/ctnn.hpp>

#include <array>
#include <cmath>

namespace nn = ctnn;

namespace {

using classifier = nn::network<nn::input<2>, nn::dense<2, nn::softmax>>;

/// Whose logits are its inputs.
classifier passing_on() {
  classifier net;
  net.layer<0>().weights(0, 0) = net.layer<0>().weights(1, 1) = 1;
  return net;
}

}  // namespace

// Logits a and a - 8 of the right class and the other, in float: the loss is log(1 + e^-8) whatever
// a is, and off by the roundings of the exponential, of the sum with 1 and of the logarithm.
TEST_CASE("unit.nn.losses.cross_entropy of large logits") {
  const double expected = std::log1p(std::exp(-8.0));
  const double tolerance = 0x1p-23;
  const nn::vector<float, 2> right{1, 0};
  std::array<float, 10> xs, ts;
  std::size_t next = 0;
  for (const float a : {8.0f, 30.0f, 1000.0f, -1e4f, 1e6f}) {
    auto net = passing_on();
    const nn::vector<float, 2> logits{a, a - 8};
    const auto g = nn::gradient(net, nn::cross_entropy, logits, right);
    CHECK(std::abs(double(g.loss) - expected) <= tolerance);
    xs[next] = a;
    ts[next++] = 1;
    xs[next] = a - 8;
    ts[next++] = 0;
  }
  auto net = passing_on();
  nn::trainer<classifier, nn::cross_entropy, nn::sgd, 5> train{net};
  CHECK(std::abs(double(train.step(xs, ts)) - expected) <= tolerance);
}
