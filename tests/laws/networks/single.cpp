// A layer with one input has no product to compute for a single sample: w * x scales, and what is
// stored for other layers is read in place.
#include "support/array_bounds.hpp"
#include "support/network_laws.hpp"

namespace nn = ctnn;

namespace {

/// The law of one sample's gradient, and a step of training on it: w - η (dw + λ w), with and
/// without λ.
template <class Net, auto Loss>
void check(const std::string& name) {
  laws::sample_gradient_is_difference<Net, Loss>(name);

  auto drawn = laws::draw<Net, Loss>(1);
  const std::span<const double, Net::inputs> x(drawn.xs.data(), Net::inputs);
  const std::span<const double, Net::outputs> t(drawn.ts.data(), Net::outputs);
  const auto g = nn::gradient(drawn.net, Loss, x, t);
  for (const double decay : {0.0, 0.3}) {
    Net net = drawn.net;
    nn::trainer<Net, Loss, nn::sgd, 1> train{net, {.learning_rate = 0.5, .weight_decay = decay}};
    train.step(drawn.xs, drawn.ts);
    const auto moved = [decay](double w, double slope) { return w - 0.5 * (slope + decay * w); };
    test::closeness law(name + ": a step", {1e-14, 1e-15});
    test::for_layers<Net>([&](auto i) {
      for (std::size_t row = 0; row < Net::widths[i + 1]; ++row) {
        const auto& before = drawn.net.template layer<i>();
        const auto& slopes = g.template layer<i>();
        const auto& after = net.template layer<i>();
        law.compare(after.bias(row), moved(before.bias(row), slopes.bias(row)));
        for (std::size_t column = 0; column < Net::widths[i]; ++column) {
          law.compare(after.weights(row, column),
                      moved(before.weights(row, column), slopes.weights(row, column)));
        }
      }
    });
  }
}

/// w · (gain ∗ x) + b: the gradient of x reads the gain as well as w, and before either changes.
template <std::size_t Units>
struct gained {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<nn::parameter, 3> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, inputs},
            nn::parameter{nn::role::weights, Units, inputs}, nn::parameter{nn::role::bias, Units}};
  }
  static constexpr auto formula(auto x, auto gain, auto w, auto b) {
    return w * hadamard(gain, x) + b;
  }
};

/// The same, and the laws of a batch.
template <class Net, auto Loss>
void check_batch(const std::string& name) {
  check<Net, Loss>(name);
  laws::network_gradient_is_difference<Net, Loss>(name, 1);
  laws::batch_is_mean_of_samples<Net, Loss>(name, 3);
}

}  // namespace

TEST_CASE("laws.networks.single.unit before classes") {
  using network =
      nn::network<nn::input<2, double>, nn::dense<1, nn::tanh>, nn::dense<3, nn::softmax>>;
  check_batch<network, nn::cross_entropy>("classes");
}

TEST_CASE("laws.networks.single.input") {
  using classifier = nn::network<nn::input<1, double>, nn::dense<3, nn::softmax>>;
  check_batch<classifier, nn::cross_entropy>("classes");
  using regression = nn::network<nn::input<1, double>, nn::dense<3>>;
  check_batch<regression, nn::mean_squared_error>("regression");
}

TEST_CASE("laws.networks.single.everything") {
  using network =
      nn::network<nn::input<1, double>, nn::dense<1, nn::gelu>, nn::dense<1, nn::sigmoid>>;
  check_batch<network, nn::binary_cross_entropy>("all");
}

// Whole registers of units go back in one pass over their weights, many of them in rounds.
TEST_CASE("laws.networks.single.one_pass") {
  check<nn::network<nn::input<5, double>, nn::dense<32, nn::tanh>, nn::dense<48, nn::relu>,
                    nn::dense<16, nn::silu>, nn::dense<3>>,
        nn::mean_squared_error>("four layers");
  check<nn::network<nn::input<16, double>, nn::dense<16, nn::sigmoid>, nn::dense<16, nn::tanh>>,
        nn::mean_squared_error>("squares");
  check<nn::network<nn::input<8, double>, nn::dense<16, nn::gelu>, nn::dense<96, nn::tanh>,
                    nn::dense<8, nn::softmax>>,
        nn::cross_entropy>("three widths");
  check<nn::network<nn::input<3, double>, nn::dense<16, nn::tanh>, nn::dense<152, nn::softplus>,
                    nn::dense<16, nn::tanh>, nn::dense<2>>,
        nn::mean_squared_error>("rounds and a rest");
}

// Weights that the nearest cache does not hold are updated in blocks, the last one first.
TEST_CASE("laws.networks.single.far") {
  check<nn::network<nn::input<301, double>, nn::dense<24, nn::tanh>, nn::dense<2>>,
        nn::mean_squared_error>("far");
  check<nn::network<nn::input<40, double>, nn::dense<275, nn::tanh>, nn::dense<2>>,
        nn::mean_squared_error>("far, in long columns");
}

namespace {

// What inherits sgd may update in another way, for which gradients come as they are.
struct heir : nn::sgd {};
struct twice : nn::sgd {
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    auto rate = numbers.template get<1>();
    return nn::in_order(nn::assign(w, w - rate * g - rate * g));
  }
};

template <class Optimizer, std::size_t Batch>
void check_step(const std::string& name, double rate) {
  using network = nn::network<nn::input<4, double>, nn::dense<16, nn::tanh>,
                              nn::dense<16, nn::tanh>, nn::dense<2>>;
  auto drawn = laws::draw<network, nn::mean_squared_error>(Batch);
  const auto g = nn::gradient(drawn.net, nn::mean_squared_error, std::span<const double>(drawn.xs),
                              std::span<const double>(drawn.ts));
  network net = drawn.net;
  Optimizer settings;
  settings.learning_rate = 0.5;
  nn::trainer<network, nn::mean_squared_error, Optimizer, Batch> train{net, settings};
  train.step(drawn.xs, drawn.ts);
  test::closeness law(name + ": a step", {1e-14, 1e-15});
  test::for_layers<network>([&](auto i) {
    const auto& before = drawn.net.template layer<i>();
    const auto& after = net.template layer<i>();
    for (std::size_t row = 0; row < network::widths[i + 1]; ++row) {
      law.compare(after.bias(row), before.bias(row) - rate * g.template layer<i>().bias(row));
      for (std::size_t column = 0; column < network::widths[i]; ++column)
        law.compare(
            after.weights(row, column),
            before.weights(row, column) - rate * g.template layer<i>().weights(row, column));
    }
  });
}

}  // namespace

TEST_CASE("laws.networks.single.heirs of sgd") {
  check_step<nn::sgd, 1>("sgd", 0.5);
  check_step<nn::sgd, 5>("sgd, batch", 0.5);
  check_step<heir, 1>("heir", 0.5);
  check_step<heir, 5>("heir, batch", 0.5);
  check_step<twice, 1>("twice", 1.0);
  check_step<twice, 5>("twice, batch", 1.0);
}

TEST_CASE("laws.networks.single.gain before the weights") {
  using network = nn::network<nn::input<16>, nn::dense<16, nn::tanh>, gained<32>, nn::dense<2>>;
  network net;
  nn::initialize(net, nn::xavier_uniform{.seed = 5});
  float gain = 0.5f;
  for (float& each : net.layer<1>().get<0>()) each = gain += 0.1f;
  nn::vector<float, 16> x;
  for (std::size_t i = 0; i < 16; ++i) x[i] = 0.3f * float(i % 5) - 0.4f;
  const nn::vector<float, 2> t(2.0f, -1.0f);
  const network before = net;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
  nn::trainer<network, nn::mean_squared_error, nn::sgd, 1> train{net, {.learning_rate = 0.25}};
  train.step(x, t);
  test::closeness law("a step", {1e-6, 1e-6});
  // The gradient of the layer before is what the gain must not have changed for.
  for (std::size_t i = 0; i < 16; ++i) {
    law.compare(double(net.layer<0>().bias(i)),
                double(before.layer<0>().bias(i)) - 0.25 * double(g.layer<0>().bias(i)));
  }
}
