// Layer normalisation (Ba, Kiros and Hinton, 2016) as a user's own layer: means over features,
// and a gain and a bias for each of them.
#include <ctnn/ctnn.hpp>

#include <array>
#include <cmath>
#include <span>

#include "central_differences.hpp"

namespace {

namespace nn = ctnn;

/// gain ∗ (x - mean) / √(variance + 1e-5) + bias, over the features of each sample.
struct layer_norm {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::gain, inputs}, nn::parameter{nn::role::bias, inputs}};
  }
  static constexpr auto formula(auto x, auto gain, auto bias) {
    auto centred = x - mean_features(x);
    auto variance = mean_features(hadamard(centred, centred));
    return hadamard(gain, centred / sqrt(variance + 1e-5)) + bias;
  }
};

using net_type = nn::network<nn::input<6, double>, nn::dense<12>, layer_norm,
                             nn::dense<12, nn::relu>, nn::dense<2>>;

/// The layer by itself: every sample comes out with mean 0 and variance 1.
bool normalises() {
  constexpr std::size_t features = 10;
  constexpr std::size_t count = 7;
  nn::network<nn::input<features, double>, layer_norm> only;
  nn::initialize(only, nn::zeros{});  // which leaves gains at 1

  nn::random_stream random(1);
  std::array<double, features * count> x, y;
  for (double& number : x) number = 5 + 3 * random.normal();
  only.predict(x, y);

  double off = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0, squares = 0;
    for (std::size_t j = 0; j < features; ++j) {
      const double number = y[i * features + j];
      sum += number;
      squares += number * number;
    }
    off = std::fmax(off, std::fmax(std::fabs(sum / features), std::fabs(squares / features - 1)));
  }
  return example::check("means from 0 and variances from 1", off, 1e-4);
}

/// The mean gradient of a batch is the mean of the samples' gradients.
bool batches_agree(const net_type& net) {
  constexpr std::size_t count = 5;
  nn::random_stream random(2);
  std::array<double, 6 * count> xs;
  std::array<double, 2 * count> ts;
  for (double& number : xs) number = random.normal();
  for (double& number : ts) number = random.normal();

  const auto batch = nn::gradient(net, nn::mean_squared_error, xs, ts);
  std::array<double, 12> mean{};
  for (std::size_t i = 0; i < count; ++i) {
    const auto sample =
        nn::gradient(net, nn::mean_squared_error, std::span(xs).subspan(6 * i).first<6>(),
                     std::span(ts).subspan(2 * i).first<2>());
    for (std::size_t j = 0; j < 12; ++j) mean[j] += sample.layer<1>().get<0>()(j) / count;
  }
  double apart = 0;
  for (std::size_t j = 0; j < 12; ++j) {
    apart = std::fmax(apart, std::fabs(batch.layer<1>().get<0>()(j) - mean[j]));
  }
  return example::check("gains' gradients of a batch and of its samples, apart", apart, 1e-12);
}

}  // namespace

int main() {
  net_type net;
  nn::initialize(net, nn::he_normal{.seed = 4});
  const nn::vector<double, 6> x{0.2, -1.0, 0.7, 1.5, -0.3, 0.9};
  const nn::vector<double, 2> t{0.5, -0.5};

  bool right = normalises();
  right &= example::check("gradient of the whole network, from central differences",
                          example::network_gradient_error(net, nn::mean_squared_error, x, t), 1e-7);
  right &= batches_agree(net);
  return right ? 0 : 1;
}
