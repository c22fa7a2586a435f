// Layers that the nearest cache does not hold: their tiles are others than those of small ones.
#include "support/check_predict.hpp"
#include "support/numbers_of.hpp"

#include <cmath>
#include <memory>
#include <random>

namespace {

using numbers = std::vector<double>;

/// Adam by its paper's formulas.
struct adam_by_loops {
  ctnn::adam settings;
  numbers w, m = numbers(w.size()), v = numbers(w.size());
  double power1 = 1, power2 = 1;

  void step(const numbers& gradient) {
    power1 *= settings.beta1;
    power2 *= settings.beta2;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = settings.beta1 * m[i] + (1 - settings.beta1) * gradient[i];
      v[i] = settings.beta2 * v[i] + (1 - settings.beta2) * gradient[i] * gradient[i];
      const double mean = m[i] / (1 - power1);
      const double square = v[i] / (1 - power2);
      w[i] -= settings.learning_rate * mean / (std::sqrt(square) + settings.epsilon);
    }
  }
};

/// Four steps of Adam on a batch, the last two with other settings, against the formulas on the
/// gradients that gradient_into has for the same parameters.
template <std::size_t Inputs, std::size_t Hidden, std::size_t Batch>
void check_adam() {
  using network =
      ctnn::network<ctnn::input<Inputs>, ctnn::dense<Hidden, ctnn::tanh>, ctnn::dense<2>>;
  using trainer = ctnn::trainer<network, ctnn::mean_squared_error, ctnn::adam, Batch>;
  const auto net = std::make_unique<network>();
  ctnn::initialize(*net, ctnn::xavier_uniform{.seed = 3});
  std::mt19937 random(5);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> xs(Batch * Inputs), ts(Batch * 2);
  for (float& x : xs) x = uniform(random);
  for (float& t : ts) t = uniform(random);

  const auto trained = std::make_unique<trainer>(*net);
  const auto gradients = std::make_unique<ctnn::gradients<network>>();
  adam_by_loops expected{{}, support::numbers_of(net->template layer<0>())};
  for (int step = 0; step < 4; ++step) {
    if (step == 2) trained->optimizer.beta1 = 0.7, trained->optimizer.beta2 = 0.98;
    expected.settings = trained->optimizer;
    ctnn::gradient_into(*gradients, *net, ctnn::mean_squared_error, xs, ts);
    expected.step(support::numbers_of(gradients->template layer<0>()));
    trained->step(xs, ts);
    const numbers found = support::numbers_of(net->template layer<0>());
    INFO(Inputs << "-" << Hidden << ", step " << step);
    double worst = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
      worst = std::max(worst, std::abs(found[i] - expected.w[i]));
    // A thousandth of a step, which itself is 1e-3: where a gradient all but vanishes, the rounding
    // of its sums is much of it, and Adam divides by it.
    CHECK(worst < 2e-6);
    expected.w = found;
  }
}

/// A step on one sample against the gradients for it.
template <class Network>
void check_step() {
  const auto net = std::make_unique<Network>(), moved = std::make_unique<Network>();
  ctnn::initialize(*net, ctnn::xavier_uniform{.seed = 4});
  *moved = *net;
  std::array<float, Network::inputs> x;
  std::array<float, Network::outputs> t;
  x.fill(0.7f);
  t.fill(-0.4f);
  const auto gradients = std::make_unique<ctnn::gradients<Network>>(
      ctnn::gradient(*net, ctnn::mean_squared_error, x, t));
  const auto trained =
      std::make_unique<ctnn::trainer<Network, ctnn::mean_squared_error, ctnn::sgd, 1>>(
          *moved, ctnn::sgd{.learning_rate = 0.5});
  trained->step(x, t);
  const numbers before = support::numbers_of(net->template layer<1>());
  const numbers slopes = support::numbers_of(gradients->template layer<1>());
  const numbers after = support::numbers_of(moved->template layer<1>());
  double worst = 0, largest = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    worst = std::max(worst, std::abs(after[i] - (before[i] - 0.5 * slopes[i])));
    largest = std::max(largest, std::abs(0.5 * slopes[i]));
  }
  CHECK(largest > 1e-3);
  CHECK(worst < 1e-6);
}

}  // namespace

TEST_CASE("unit.large_layers: every end of a batch") {
  support::check_predict<float, 300, 64, 3>(33);
  support::check_predict<float, 300, 100, 2>(20);
  support::check_predict<float, 150, 129, 5>(20);
  support::check_predict<double, 150, 40, 3>(20);
}
TEST_CASE("unit.large_layers: updates that read several matrices") {
  check_adam<300, 128, 7>();
  check_adam<301, 100, 3>();
  check_adam<200, 330, 5>();
  check_adam<300, 60, 32>();
}
// Columns and rows that would be a multiple of 512 bytes apart: see simd::spread_stride.
TEST_CASE("unit.large_layers: runs that are spread over the sets of a cache") {
  support::check_predict<float, 256, 384, 2>(20);
  support::check_predict<double, 150, 64, 3>(20);
  support::check_predict<float, 1024, 10, 3>(20);
  check_adam<256, 128, 12>();
  check_adam<100, 256, 32>();
}
// More packs in a column than a compiler nests expressions.
TEST_CASE("unit.large_layers: back through a layer of many units") {
  check_step<ctnn::network<ctnn::input<2>, ctnn::dense<16, ctnn::tanh>,
                           ctnn::dense<4128, ctnn::tanh>, ctnn::dense<1>>>();
}

// So wide that as many samples as predict takes at a time elsewhere would not fit the stack.
TEST_CASE("unit.large_layers.a layer wider than blocks of samples") {
  using network =
      ctnn::network<ctnn::input<2>, ctnn::dense<40000, ctnn::tanh>, ctnn::dense<1, ctnn::tanh>>;
  static_assert(network::predict_workspace_bytes() <= ctnn::stack_limit);
  const auto net = std::make_unique<network>();
  ctnn::initialize(*net, ctnn::xavier_uniform{.seed = 3});
  const std::vector<float> xs{0.5f, -0.25f, 1, 2, -1, 0.125f, 0.75f, -2, 0, 1};
  std::vector<float> ys(xs.size() / 2);
  net->predict(xs, ys);
  for (std::size_t i = 0; i < ys.size(); ++i) {
    const auto y = (*net)(std::span<const float, 2>(&xs[2 * i], 2));
    CHECK(std::abs(y(0) - ys[i]) <= 1e-5f);
  }
}
