// A residual block as a user's own layer: a type with a formula. The library derives its
// backward pass; three of them learn to tell two moons apart.
#include <ctnn/ctnn.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <span>

#include "central_differences.hpp"

namespace {

namespace nn = ctnn;

/// x + w2 · tanh(w1 · x + b1) + b2, N features in and out.
template <std::size_t N>
struct residual_block {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<nn::parameter, 4> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, N, inputs}, nn::parameter{nn::role::bias, N},
            nn::parameter{nn::role::weights, N, N}, nn::parameter{nn::role::bias, N}};
  }
  static constexpr auto formula(auto x, auto w1, auto b1, auto w2, auto b2) {
    return x + w2 * tanh(w1 * x + b1) + b2;
  }
};

template <class T>
using residual_net = nn::network<nn::input<2, T>, nn::dense<8>, residual_block<8>,
                                 residual_block<8>, residual_block<8>, nn::dense<1, nn::sigmoid>>;
static_assert(residual_net<float>::parameter_count == (8 * 2 + 8) + 3 * 2 * (8 * 8 + 8) + (8 + 1));

/// Points on two half circles that reach into each other, with some noise.
template <std::size_t N>
struct moons {
  std::array<float, 2 * N> x;
  std::array<float, N> upper;

  explicit moons(std::uint64_t seed) {
    nn::random_stream random(seed);
    for (std::size_t i = 0; i < N; ++i) {
      const bool is_upper = random.below(2) == 1;
      const double angle = 3.14159265358979 * random.uniform();
      const double u = is_upper ? std::cos(angle) : 1 - std::cos(angle);
      const double v = is_upper ? std::sin(angle) : 0.5 - std::sin(angle);
      x[2 * i] = static_cast<float>(u + 0.1 * random.normal());
      x[2 * i + 1] = static_cast<float>(v + 0.1 * random.normal());
      upper[i] = is_upper ? 1.0f : 0.0f;
    }
  }
};

bool gradient_is_right() {
  residual_net<double> net;
  nn::initialize(net, nn::xavier_normal{.seed = 11});
  const nn::vector<double, 2> x{0.4, -0.9};
  const std::array t{1.0};
  return example::check("gradient of the whole network, from central differences",
                        example::network_gradient_error(net, nn::binary_cross_entropy, x, t), 1e-8);
}

bool learns() {
  constexpr std::size_t batch = 32;
  constexpr std::size_t count = 1024;
  static const moons<count> seen(1);
  static const moons<count> held_out(2);

  residual_net<float> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 5});
  static nn::trainer<residual_net<float>, nn::binary_cross_entropy, nn::adam, batch> train{
      net, {.learning_rate = 5e-3}};
  for (int epoch = 1; epoch <= 40; ++epoch) {
    double loss = 0;
    for (std::size_t i = 0; i < count; i += batch) {
      loss += static_cast<double>(train.step(std::span(seen.x).subspan(2 * i, 2 * batch),
                                             std::span(seen.upper).subspan(i, batch)));
    }
    if (epoch % 10 == 0) std::printf("epoch %2d  loss %.4f\n", epoch, loss * batch / count);
  }

  std::array<float, count> probability;
  net.predict(held_out.x, probability);
  std::size_t right = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if ((probability[i] > 0.5f) == (held_out.upper[i] > 0.5f)) ++right;
  }
  const double accuracy = static_cast<double>(right) / count;
  std::printf("accuracy on %zu points that it never saw: %.4f\n", count, accuracy);
  return accuracy > 0.98;
}

}  // namespace

int main() {
  const bool derived = gradient_is_right();
  const bool learned = learns();
  return derived && learned ? 0 : 1;
}
