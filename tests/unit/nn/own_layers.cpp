// Layers of the user's that do what dense does not: they add up features before other layers, or
// have many products in one formula.
#include "support/array_bounds.hpp"
#include "support/catch.hpp"
#include "support/network_laws.hpp"

#include <ctnn/nn.hpp>

#include <cmath>
#include <vector>

namespace nn = ctnn;

namespace {

/// One output, the sum of what Units units make of the input.
template <std::size_t Units>
struct summed {
  static constexpr std::size_t outputs(std::size_t) { return 1; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, Units, inputs}, nn::parameter{nn::role::bias, Units}};
  }
  static constexpr auto formula(auto x, auto w, auto b) { return sum_features(tanh(w * x + b)); }
};

/// What Count products add up to.
template <std::size_t Units, std::size_t Count>
struct pieces {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<nn::parameter, Count> parameters(std::size_t inputs) {
    std::array<nn::parameter, Count> result;
    result.fill(nn::parameter{nn::role::weights, Units, inputs});
    return result;
  }
  static constexpr auto formula(auto x, auto first) { return tanh(first * x); }
  static constexpr auto formula(auto x, auto first, auto... others) {
    return tanh(first * x) + formula(x, others...);
  }
};

/// Weights that are a product of two matrices.
template <std::size_t Units, std::size_t Rank>
struct low_rank final {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, Units, Rank},
            nn::parameter{nn::role::weights, Rank, inputs}};
  }
  static constexpr auto formula(auto x, auto u, auto v) { return (u * v) * x; }
};

/// Weights each of which another weakens.
template <std::size_t Units>
struct gated {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, Units, inputs},
            nn::parameter{nn::role::weights, Units, inputs}};
  }
  static constexpr auto formula(auto x, auto w, auto gate) {
    return hadamard(w, sigmoid(gate)) * x;
  }
};

/// An activation that is no one's: nothing but functions of the input.
struct steep {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 0> parameters(std::size_t) { return {}; }
  static constexpr auto formula(auto x) { return exp(tanh(x)); }
};

/// Chosen by a function of each number, or of all of a sample's.
struct chosen {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 1> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, inputs, inputs}};
  }
  static constexpr auto formula(auto x, auto w) {
    auto z = w * x;
    auto each = select(tanh(z) > 0.1, z, 0.3 * z);
    return select(logsumexp(z) * 0.5 > 0.6, each, each + z);
  }
};

/// A product scaled by what is folded from two parameters.
struct rescaled {
  static constexpr std::size_t outputs(std::size_t) { return 2; }
  static constexpr std::array<nn::parameter, 3> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, 2, inputs}, nn::parameter{nn::role::weights, 3, 2},
            nn::parameter{nn::role::weights, 1, 4}};
  }
  static constexpr auto formula(auto x, auto w, auto p, auto q) {
    return (w * x) * tanh(sum(p) - sum(q)) / (nn::fraction<2> + exp(sum(q)));
  }
};

/// A sum that knows neither squares nor a mean.
struct excess final {
  static constexpr auto formula(auto a, auto t) { return sum(a - t); }
};

/// A network with samples and targets.
template <class Net>
struct drawn {
  Net net;
  std::vector<double> xs, ts, ys;

  explicit drawn(std::size_t batch)
      : xs(batch * Net::inputs), ts(batch * Net::outputs), ys(ts.size()) {
    nn::initialize(net, nn::xavier_uniform{.seed = 5});
    nn::random_stream random(3);
    for (double& x : xs) x = double(random.below(2000)) / 1000 - 1;
    for (double& t : ts) t = double(random.below(2000)) / 1000 - 1;
  }
  /// The mean squared error of predict's outputs.
  long double loss() {
    net.predict(xs, ys);
    long double sum = 0;
    for (std::size_t i = 0; i < ys.size(); ++i) {
      const long double off = static_cast<long double>(ys[i]) - ts[i];
      sum += off * off;
    }
    return sum / static_cast<long double>(ys.size());
  }
  /// Gradients against differences of that.
  template <class Gradients, class InputGradient>
  void check(const char* name, const Gradients& g, const InputGradient& input_gradient) {
    test::closeness law(name, {0, 1e-7});
    law.compare(g.loss, double(loss()));
    laws::compare_with_differences(law, net, xs, g, input_gradient, [&] { return loss(); });
  }
};

/// The gradients of a batch.
template <class Net>
void check_gradients(const char* name, std::size_t batch) {
  drawn<Net> d(batch);
  std::vector<double> of_inputs(d.xs.size());
  const auto g = nn::gradient(d.net, nn::mean_squared_error, d.xs, d.ts, of_inputs);
  d.check(name, g, [&](std::size_t i) { return of_inputs[i]; });
}
/// Those of one sample, and of a batch.
template <class Net>
void check_sample_and_batch(const char* name) {
  drawn<Net> d(1);
  const auto g =
      nn::gradient(d.net, nn::mean_squared_error, std::span<const double, Net::inputs>(d.xs),
                   std::span<const double, Net::outputs>(d.ts));
  d.check(name, g, [&](std::size_t i) { return g.input(i); });
  check_gradients<Net>(name, 9);
}

/// predict through Count products of Units units against loops.
template <std::size_t Units, std::size_t Count>
void check_outputs(std::size_t samples) {
  nn::network<nn::input<2, double>, pieces<Units, Count>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 7});
  std::vector<double> xs(2 * samples), ys(Units * samples), expected(ys.size());
  for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = 0.3 * double(i % 5) - 0.7;
  net.predict(xs, ys);
  net.template layer<0>().for_each([&](const auto& w, const nn::parameter&) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double* const x = &xs[i / Units * 2];
      expected[i] += std::tanh(w(i % Units, 0) * x[0] + w(i % Units, 1) * x[1]);
    }
  });
  test::closeness outputs("outputs", {1e-14, 1e-14});
  for (std::size_t i = 0; i < ys.size(); ++i) outputs.compare(ys[i], expected[i], i);
}

}  // namespace

TEST_CASE("unit.own_layers.a sum of features before other layers") {
  check_gradients<nn::network<nn::input<5, double>, summed<16>, nn::dense<4>>>("16 before 4", 9);
  check_gradients<nn::network<nn::input<5, double>, summed<16>, nn::dense<8>>>("16 before 8", 9);
  check_gradients<nn::network<nn::input<5, double>, summed<3>, nn::dense<4>>>("3 before 4", 9);
  check_gradients<nn::network<nn::input<5, double>, summed<7>, nn::dense<20, nn::tanh>, summed<5>,
                              nn::dense<2>>>("two", 17);
}
// More than there are registers for sums of each: a tile holds one at least.
TEST_CASE("unit.own_layers.many products in one formula") {
  check_gradients<nn::network<nn::input<4, double>, pieces<25, 7>>>("seven", 19);
  check_outputs<17, 13>(5);
  check_outputs<5, 26>(3);
}
// A batch's gradients copy the transposes of parameters before anything else, but of what is made
// of parameters only once it is there.
TEST_CASE("unit.own_layers.weights that are computed") {
  using nn::network, nn::input, nn::dense;
  check_gradients<network<input<5, double>, low_rank<9, 2>, low_rank<20, 4>, dense<3>>>(
      "two products", 9);
  check_gradients<network<input<5, double>, dense<8, nn::tanh>, gated<6>>>("gated", 9);
}
TEST_CASE("unit.own_layers.formulas of several parts") {
  using nn::network, nn::input, nn::dense;
  check_sample_and_batch<network<input<3, double>, dense<4>, steep>>("steep");
  check_sample_and_batch<network<input<4, double>, chosen, dense<3>>>("chosen");
  check_sample_and_batch<network<input<3, double>, rescaled, dense<2>>>("rescaled");
}
TEST_CASE("unit.own_layers.a loss that adds up") {
  nn::network<nn::input<3, double>, nn::dense<2>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 5});
  constexpr std::size_t batch = 7;
  std::vector<double> xs(3 * batch), ts(2 * batch);
  double first = 0;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    xs[i] = 0.25 * double(i % 11) - 1;
    if (i % 3 == 0) first += xs[i];
  }
  const auto g = nn::gradient(net, excess{}, xs, ts);
  CHECK(g.layer<0>().bias(0) == batch);
  CHECK(g.layer<0>().bias(1) == batch);
  CHECK(g.layer<0>().weights(1, 0) == first);

  const auto before = net;
  static nn::trainer<decltype(net), excess{}, nn::sgd, batch> train{net, {.learning_rate = 0.5}};
  train.step(xs, ts);
  CHECK(net.layer<0>().bias(1) == before.layer<0>().bias(1) - 0.5 * batch);
}
