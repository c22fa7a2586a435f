// Optimizers of the user's: assignments are made in their order, whatever they assign.
#include "support/catch.hpp"
#include "support/check_network.hpp"
#include "support/numbers_of.hpp"

#include <ctnn/nn.hpp>

namespace nn = ctnn;

namespace {

/// Assigns the weights and the moment more than once.
struct by_turns : nn::sgd {
  static constexpr std::size_t moments = 1;
  static constexpr auto update(auto w, auto g, auto numbers, auto kept) {
    const auto rate = numbers.template get<1>();
    const auto m = kept.template get<0>();
    return nn::in_order(nn::assign(m, m + g), nn::assign(m, m + m), nn::assign(w, w - rate * m),
                        nn::assign(w, w + w), nn::assign(w, max(w, -hadamard(w, w))));
  }
};

/// Steps that are never longer than the rate.
struct bounded : nn::sgd {
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::in_order(nn::assign(w, w - numbers.template get<1>() * nn::softsign(g)));
  }
};

template <std::size_t Batch>
void check(const char* name) {
  using network = nn::network<nn::input<4>, nn::dense<20, nn::tanh>, nn::dense<3>>;
  network net;
  nn::initialize(net, nn::xavier_uniform{.seed = 2});
  std::array<float, 4 * Batch> xs;
  std::array<float, 3 * Batch> ts;
  for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = 0.3f * float(i % 7) - 1;
  for (std::size_t i = 0; i < ts.size(); ++i) ts[i] = 0.4f * float(i % 5) - 1;
  const network before = net;
  const auto g = nn::gradient(net, nn::mean_squared_error, std::span<const float>(xs),
                              std::span<const float>(ts));
  by_turns optimizer;
  optimizer.learning_rate = 0.25;
  nn::trainer<network, nn::mean_squared_error, by_turns, Batch> train{net, optimizer};
  train.step(xs, ts);
  test::closeness law(name, {1e-6, 1e-6});
  test::for_layers<network>([&](auto l) {
    const auto was = support::numbers_of(before.layer<l>());
    const auto is = support::numbers_of(net.layer<l>());
    const auto slopes = support::numbers_of(g.template layer<l>());
    for (std::size_t i = 0; i < was.size(); ++i) {
      const double twice = 2 * (was[i] - 0.25 * (2 * slopes[i]));
      law.compare(is[i], std::max(twice, -twice * twice), i);
    }
  });
}

}  // namespace

TEST_CASE("unit.own_optimizers.an activation in an update") {
  using network = nn::network<nn::input<4>, nn::dense<20, nn::tanh>, nn::dense<3>>;
  network net;
  nn::initialize(net, nn::xavier_uniform{.seed = 2});
  const std::array<float, 4> x{0.3f, -1.0f, 0.8f, 2.0f};
  const std::array<float, 3> t{1.0f, -2.0f, 0.5f};
  const network before = net;
  const auto g = nn::gradient(net, nn::mean_squared_error, x, t);
  bounded optimizer;
  optimizer.learning_rate = 0.25;
  nn::trainer<network, nn::mean_squared_error, bounded, 1> train{net, optimizer};
  train.step(x, t);
  test::closeness law("a step", {1e-6, 1e-6});
  test::for_layers<network>([&](auto l) {
    const auto was = support::numbers_of(before.layer<l>());
    const auto is = support::numbers_of(net.layer<l>());
    const auto slopes = support::numbers_of(g.template layer<l>());
    for (std::size_t i = 0; i < was.size(); ++i)
      law.compare(is[i], was[i] - 0.25 * slopes[i] / (1 + std::abs(slopes[i])), i);
  });
}

TEST_CASE("unit.own_optimizers.what is assigned twice is read as it is then") {
  check<1>("one sample");
  check<6>("a batch");
}
