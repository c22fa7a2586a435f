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

/// A step of rate 1/4, which moves each number w by its gradient to moved(w, gradient).
template <class Optimizer, std::size_t Batch, class Moved>
void check(const char* name, const Moved& moved) {
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
  Optimizer optimizer;
  optimizer.learning_rate = 0.25;
  nn::trainer<network, nn::mean_squared_error, Optimizer, Batch> train{net, optimizer};
  train.step(xs, ts);
  network by_gradients = before;
  nn::trainer<network, nn::mean_squared_error, Optimizer, Batch> applying{by_gradients, optimizer};
  applying.apply(g);
  test::closeness law(name, {1e-6, 1e-6});
  test::for_layers<network>([&](auto l) {
    const auto was = support::numbers_of(before.layer<l>());
    const auto is = support::numbers_of(net.layer<l>());
    const auto applied = support::numbers_of(by_gradients.layer<l>());
    const auto slopes = support::numbers_of(g.template layer<l>());
    for (std::size_t i = 0; i < was.size(); ++i) {
      law.compare(is[i], moved(was[i], slopes[i]), i);
      law.compare(applied[i], moved(was[i], slopes[i]), i);
    }
  });
}

}  // namespace

TEST_CASE("unit.own_optimizers.an activation in an update") {
  const auto moved = [](double w, double slope) {
    return w - 0.25 * slope / (1 + std::abs(slope));
  };
  check<bounded, 1>("one sample", moved);
  check<bounded, 6>("a batch", moved);
}

TEST_CASE("unit.own_optimizers.what is assigned twice is read as it is then") {
  const auto moved = [](double w, double slope) {
    const double twice = 2 * (w - 0.25 * (2 * slope));
    return std::max(twice, -twice * twice);
  };
  check<by_turns, 1>("one sample", moved);
  check<by_turns, 6>("a batch", moved);
}
