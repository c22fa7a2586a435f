// The seed's network runs, is differentiated and takes a step of training in a constant
// expression. Compiling is passing.
#include <ctnn/nn.hpp>

namespace nn = ctnn;

namespace {

using network =
    nn::network<nn::input<2, double>, nn::dense<3, nn::sigmoid>, nn::dense<1, nn::sigmoid>>;
constexpr std::array<double, 2> x{0.5, -1.0};
constexpr std::array<double, 1> y{1.0};
constexpr double rate = 0.5;

constexpr network given() {
  network net;
  auto& hidden = net.layer<0>();
  auto& last = net.layer<1>();
  for (std::size_t i = 0; i < 3; ++i) {
    const double n = static_cast<double>(i);
    hidden.weights(i, 0) = 0.25 * (n + 1);
    hidden.weights(i, 1) = 0.5 - 0.25 * n;
    hidden.bias(i) = 0.125 * n;
    last.weights(0, i) = 0.5 * n - 0.25;
  }
  last.bias(0) = 0.125;
  return net;
}

/// What training makes of the network, and the loss before.
struct trained {
  network net;
  double loss = 0;
};
constexpr trained step() {
  trained result{given(), 0};
  nn::trainer<network, nn::binary_cross_entropy, nn::sgd, 1> train{result.net,
                                                                   {.learning_rate = rate}};
  result.loss = train.step(x, y);
  return result;
}

constexpr bool near(double a, double b) { return (a > b ? a - b : b - a) <= 1e-14; }
constexpr double sigma(double z) {
  // e^-z by its series, with the argument halved until that converges fast.
  double power = 1, term = 1;
  for (int i = 1; i < 24; ++i) {
    term *= -z / 16 / i;
    power += term;
  }
  for (int i = 0; i < 4; ++i) power *= power;
  return 1 / (1 + power);
}

constexpr network net = given();
constexpr auto output = net(x);
constexpr auto g = nn::gradient(net, nn::binary_cross_entropy, x, y);
constexpr trained after = step();

// Forward.
constexpr double a1(std::size_t i) {
  const auto& hidden = net.layer<0>();
  return sigma(hidden.weights(i, 0) * x[0] + hidden.weights(i, 1) * x[1] + hidden.bias(i));
}
constexpr double a2 =
    sigma(net.layer<1>().weights(0, 0) * a1(0) + net.layer<1>().weights(0, 1) * a1(1) +
          net.layer<1>().weights(0, 2) * a1(2) + net.layer<1>().bias(0));
static_assert(near(output(0), a2));

// Backward, by the seed's lines: dz2 = a2 - y, dw2 = dz2 a1ᵀ, dz1 = w2ᵀ dz2 ∗ a1 (1 - a1).
constexpr double dz2 = a2 - y[0];
constexpr double dz1(std::size_t i) {
  return net.layer<1>().weights(0, i) * dz2 * a1(i) * (1 - a1(i));
}
constexpr bool gradients_are_the_seeds() {
  bool good = near(g.layer<1>().bias(0), dz2);
  for (std::size_t i = 0; i < 3; ++i) {
    good =
        good && near(g.layer<1>().weights(0, i), dz2 * a1(i)) && near(g.layer<0>().bias(i), dz1(i));
    for (std::size_t j = 0; j < 2; ++j)
      good = good && near(g.layer<0>().weights(i, j), dz1(i) * x[j]);
  }
  return good;
}
static_assert(gradients_are_the_seeds());
static_assert(g.loss > 0 && near(sigma(-g.loss) / sigma(g.loss), a2), "L = -log a2, so e^-L = a2");

// One step of gradient descent: w - η dw.
constexpr bool step_goes_down_the_gradient() {
  bool good =
      near(after.net.layer<1>().bias(0), net.layer<1>().bias(0) - rate * g.layer<1>().bias(0));
  for (std::size_t i = 0; i < 3; ++i) {
    good = good && near(after.net.layer<1>().weights(0, i),
                        net.layer<1>().weights(0, i) - rate * g.layer<1>().weights(0, i));
    good = good &&
           near(after.net.layer<0>().bias(i), net.layer<0>().bias(i) - rate * g.layer<0>().bias(i));
    for (std::size_t j = 0; j < 2; ++j) {
      good = good && near(after.net.layer<0>().weights(i, j),
                          net.layer<0>().weights(i, j) - rate * g.layer<0>().weights(i, j));
    }
  }
  return good;
}
static_assert(step_goes_down_the_gradient());
static_assert(near(after.loss, g.loss));
static_assert(nn::gradient(after.net, nn::binary_cross_entropy, x, y).loss < g.loss,
              "and the loss falls");

}  // namespace
