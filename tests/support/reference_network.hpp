// Dense networks by plain loops in long double: what ctnn must compute, written so that it can be
// checked by reading. Nothing here uses ctnn.
#pragma once

#include "support/network_case.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>

namespace test {

using real = long double;
using reals = std::vector<real>;

struct value_and_slope {
  real value;
  real slope;
};

/// f(z) and f'(z). At a kink the slope is that of PyTorch.
inline value_and_slope reference_activation(const std::string& name, real z) {
  const real sigma = 1 / (1 + std::exp(-z));
  const real pi = std::acos(real(-1));
  if (name == "identity") return {z, 1};
  if (name == "relu") return z > 0 ? value_and_slope{z, 1} : value_and_slope{0, 0};
  if (name == "leaky_relu")
    return z > 0 ? value_and_slope{z, 1} : value_and_slope{0.01L * z, 0.01L};
  if (name == "elu")
    return z > 0 ? value_and_slope{z, 1} : value_and_slope{std::expm1(z), std::exp(z)};
  if (name == "selu") {
    const real scale = 1.0507009873554804934193349852946L,
               alpha = 1.6732632423543772848170429916717L;
    return z > 0 ? value_and_slope{scale * z, scale}
                 : value_and_slope{scale * alpha * std::expm1(z), scale * alpha * std::exp(z)};
  }
  if (name == "gelu") {
    const real cumulative = std::erfc(-z / std::sqrt(real(2))) / 2;
    const real density = std::exp(-z * z / 2) / std::sqrt(2 * pi);
    return {z * cumulative, cumulative + z * density};
  }
  if (name == "gelu_tanh") {
    const real inner = std::sqrt(2 / pi) * (z + 0.044715L * z * z * z);
    const real inner_slope = std::sqrt(2 / pi) * (1 + 3 * 0.044715L * z * z);
    const real t = std::tanh(inner);
    return {z * (1 + t) / 2, (1 + t) / 2 + z * (1 - t * t) * inner_slope / 2};
  }
  if (name == "silu") return {z * sigma, sigma + z * sigma * (1 - sigma)};
  if (name == "softplus") return {std::max(z, real(0)) + std::log1p(std::exp(-std::abs(z))), sigma};
  if (name == "mish") {
    const real t = std::tanh(std::max(z, real(0)) + std::log1p(std::exp(-std::abs(z))));
    return {z * t, t + z * (1 - t * t) * sigma};
  }
  if (name == "softsign")
    return {z / (1 + std::abs(z)), 1 / ((1 + std::abs(z)) * (1 + std::abs(z)))};
  if (name == "tanh") return {std::tanh(z), 1 / (std::cosh(z) * std::cosh(z))};
  if (name == "sigmoid") return {sigma, sigma * (1 / (1 + std::exp(z)))};
  if (name == "hard_sigmoid") {
    if (z <= -3) return {0, 0};
    if (z >= 3) return {1, 0};
    return {z / 6 + 0.5L, real(1) / 6};
  }
  if (name == "hard_tanh") {
    if (z <= -1) return {-1, 0};
    if (z >= 1) return {1, 0};
    return {z, 1};
  }
  if (name == "hard_swish") {
    if (z < -3) return {0, 0};
    if (z < 3) return {z * (z + 3) / 6, (2 * z + 3) / 6};
    return {z, 1};
  }
  if (name == "relu6") {
    if (z <= 0) return {0, 0};
    if (z >= 6) return {6, 0};
    return {z, 1};
  }
  throw std::invalid_argument("no such activation: " + name);
}

/// Where a derivative of an activation jumps, be it of a higher order.
inline std::vector<real> kinks_of(const std::string& name) {
  for (const char* bent : {"relu", "leaky_relu", "elu", "selu", "softsign"}) {
    if (name == bent) return {0};
  }
  if (name == "hard_sigmoid" || name == "hard_swish") return {-3, 3};
  if (name == "hard_tanh") return {-1, 1};
  if (name == "relu6") return {0, 6};
  return {};
}

struct reference_layer {
  std::size_t inputs = 0, outputs = 0;
  std::string activation;
  reals weights;  // out x in
  reals bias;
};

struct reference_result {
  reals output;
  real loss = 0;
  std::vector<reals> grad_weights, grad_bias;
  reals grad_x;
  /// How near the sample that comes nearest is to a point where a derivative jumps.
  real distance_to_kink = std::numeric_limits<real>::infinity();
};

class reference_network {
 public:
  std::vector<reference_layer> layers;

  /// Loss and gradients of `batch` samples.
  reference_result run(const std::string& loss, std::size_t batch, const reals& x,
                       const reals& target) const {
    reference_result result;
    for (const reference_layer& layer : layers) {
      result.grad_weights.emplace_back(layer.weights.size());
      result.grad_bias.emplace_back(layer.outputs);
    }
    const std::size_t inputs = layers.front().inputs, outputs = layers.back().outputs;
    for (std::size_t s = 0; s < batch; ++s) {
      run_sample(loss, batch, &x[s * inputs], &target[s * outputs], result);
    }
    return result;
  }

 private:
  void run_sample(const std::string& loss, std::size_t batch, const real* x, const real* t,
                  reference_result& result) const {
    // Forward: each layer's input, and the slope of its activation.
    std::vector<reals> inputs{reals(x, x + layers.front().inputs)};
    std::vector<reals> slopes;
    for (const reference_layer& layer : layers) {
      reals z(layer.outputs), a(layer.outputs), slope(layer.outputs);
      for (std::size_t i = 0; i < layer.outputs; ++i) {
        z[i] = layer.bias[i];
        for (std::size_t j = 0; j < layer.inputs; ++j)
          z[i] += layer.weights[i * layer.inputs + j] * inputs.back()[j];
      }
      if (layer.activation == "softmax") {
        real sum = 0;
        const real largest = *std::max_element(z.begin(), z.end());
        for (real number : z) sum += std::exp(number - largest);
        for (std::size_t i = 0; i < layer.outputs; ++i) a[i] = std::exp(z[i] - largest) / sum;
      } else {
        for (std::size_t i = 0; i < layer.outputs; ++i) {
          const value_and_slope f = reference_activation(layer.activation, z[i]);
          a[i] = f.value;
          slope[i] = f.slope;
          for (real kink : kinks_of(layer.activation)) near(std::abs(z[i] - kink), result);
        }
      }
      inputs.push_back(a);
      slopes.push_back(slope);
    }

    // The loss, and dz of the last layer.
    const reals& a = inputs.back();
    const std::size_t n = a.size();
    result.output.insert(result.output.end(), a.begin(), a.end());
    reals dz(n);
    const real per_output = real(1) / static_cast<real>(batch * n),
               per_sample = real(1) / static_cast<real>(batch);
    for (std::size_t i = 0; i < n; ++i) {
      const real e = a[i] - t[i];
      if (loss == "mean_squared_error") {
        result.loss += e * e * per_output;
        dz[i] = 2 * e * per_output;
      } else if (loss == "mean_absolute_error") {
        result.loss += std::abs(e) * per_output;
        dz[i] = (e > 0 ? 1 : e < 0 ? -1 : 0) * per_output;
        near(std::abs(e), result);
      } else if (loss == "huber") {
        result.loss += (std::abs(e) <= 1 ? e * e / 2 : std::abs(e) - 0.5L) * per_output;
        dz[i] = std::clamp(e, real(-1), real(1)) * per_output;
        near(std::abs(std::abs(e) - 1), result);
      } else if (loss == "binary_cross_entropy") {
        result.loss -= (t[i] * std::log(a[i]) + (1 - t[i]) * std::log(1 - a[i])) * per_output;
        dz[i] = (-t[i] / a[i] + (1 - t[i]) / (1 - a[i])) * per_output;
      } else if (loss == "cross_entropy") {
        result.loss -= t[i] * std::log(a[i]) * per_sample;
        dz[i] = -t[i] / a[i] * per_sample;
      } else {
        throw std::invalid_argument("no such loss: " + loss);
      }
    }

    // Backward: dz is da until it has gone through the activation.
    for (std::size_t l = layers.size(); l-- > 0;) {
      const reference_layer& layer = layers[l];
      if (layer.activation == "softmax") {
        real sum = 0;
        for (std::size_t i = 0; i < layer.outputs; ++i) sum += dz[i] * inputs[l + 1][i];
        for (std::size_t i = 0; i < layer.outputs; ++i) dz[i] = inputs[l + 1][i] * (dz[i] - sum);
      } else {
        for (std::size_t i = 0; i < layer.outputs; ++i) dz[i] *= slopes[l][i];
      }
      reals da(layer.inputs);
      for (std::size_t i = 0; i < layer.outputs; ++i) {
        result.grad_bias[l][i] += dz[i];
        for (std::size_t j = 0; j < layer.inputs; ++j) {
          result.grad_weights[l][i * layer.inputs + j] += dz[i] * inputs[l][j];
          da[j] += layer.weights[i * layer.inputs + j] * dz[i];
        }
      }
      dz = da;
    }
    result.grad_x.insert(result.grad_x.end(), dz.begin(), dz.end());
  }

  static void near(real distance, reference_result& result) {
    result.distance_to_kink = std::min(result.distance_to_kink, distance);
  }
};

/// One step of sgd, with weight decay where it is not 0.
struct reference_sgd {
  real learning_rate;
  real weight_decay;
  void step(std::size_t, real& w, real g, real&, real&) const {
    w -= learning_rate * (g + weight_decay * w);
  }
};

/// One step of Adam with the usual settings; t counts from 1.
struct reference_adam {
  real learning_rate;
  void step(std::size_t t, real& w, real g, real& m, real& v) const {
    const real beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const real corrected_m = m / (1 - std::pow(beta1, static_cast<real>(t)));
    const real corrected_v = v / (1 - std::pow(beta2, static_cast<real>(t)));
    w -= learning_rate * corrected_m / (std::sqrt(corrected_v) + epsilon);
  }
};

namespace detail {

inline numbers narrowed(const reals& values) {
  numbers result;
  for (real value : values) result.push_back(static_cast<double>(value));
  return result;
}
inline std::vector<numbers> narrowed(const std::vector<reals>& values) {
  std::vector<numbers> result;
  for (const reals& layer : values) result.push_back(narrowed(layer));
  return result;
}

}  // namespace detail

/// Trains a copy of the network for `steps` steps on the case's whole batch.
template <class Optimizer>
void train_reference(network_case& c, reference_network network, const reals& x,
                     const reals& target, const Optimizer& optimizer, const std::string& name,
                     std::size_t steps) {
  c.optimizer = name;
  std::vector<reals> m, v;
  for (const reference_layer& layer : network.layers) {
    m.emplace_back(layer.weights.size() + layer.outputs);
    v.emplace_back(layer.weights.size() + layer.outputs);
  }
  for (std::size_t t = 1; t <= steps; ++t) {
    const reference_result r = network.run(c.loss, c.batch, x, target);
    c.losses.push_back(static_cast<double>(r.loss));
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
      reference_layer& layer = network.layers[l];
      const std::size_t weights = layer.weights.size();
      for (std::size_t i = 0; i < weights; ++i) {
        optimizer.step(t, layer.weights[i], r.grad_weights[l][i], m[l][i], v[l][i]);
      }
      for (std::size_t i = 0; i < layer.outputs; ++i) {
        optimizer.step(t, layer.bias[i], r.grad_bias[l][i], m[l][weights + i], v[l][weights + i]);
      }
    }
  }
  for (const reference_layer& layer : network.layers) {
    c.weights_after.push_back(detail::narrowed(layer.weights));
    c.bias_after.push_back(detail::narrowed(layer.bias));
  }
}

/// A case with parameters, inputs and targets drawn at random, all of them exact as float, and
/// trained for five steps where there is an optimizer.
/// Draws again until no sample is so near a kink that rounding could take it across.
struct reference_case_maker {
  std::vector<std::size_t> dims;
  std::vector<std::string> activations;
  std::string loss;
  std::size_t batch;
  real least_distance_to_kink = 1e-4L;
  std::function<void(reference_network&)> store = {};  // rounds the weights, if given

  template <class... Optimizer>
  network_case make(const std::string& optimizer_name, const Optimizer&... optimizer) const {
    std::mt19937_64 random(20240229);
    for (;;) {
      reference_network network;
      const auto normal = [&](real deviation) {
        // The sum of twelve uniform numbers: std::normal_distribution differs between libraries.
        real sum = -6;
        for (int i = 0; i < 12; ++i) sum += static_cast<real>(random() >> 11) * 0x1p-53L;
        return static_cast<real>(static_cast<float>(sum * deviation));
      };
      for (std::size_t l = 0; l + 1 < dims.size(); ++l) {
        reference_layer layer{dims[l], dims[l + 1], activations[l], {}, {}};
        const real deviation = 1 / std::sqrt(static_cast<real>(dims[l]));
        for (std::size_t i = 0; i < dims[l] * dims[l + 1]; ++i)
          layer.weights.push_back(normal(deviation));
        for (std::size_t i = 0; i < dims[l + 1]; ++i) layer.bias.push_back(normal(0.25L));
        network.layers.push_back(layer);
      }
      if (store) store(network);
      reals x, target;
      for (std::size_t i = 0; i < batch * dims.front(); ++i) x.push_back(normal(1));
      for (std::size_t s = 0; s < batch; ++s) {
        const std::size_t label = random() % dims.back();
        for (std::size_t i = 0; i < dims.back(); ++i) {
          const real drawn = normal(1);
          target.push_back(loss == "cross_entropy"          ? (i == label ? 1 : 0)
                           : loss == "binary_cross_entropy" ? (drawn > 0 ? 1 : 0)
                                                            : drawn);
        }
      }
      const reference_result r = network.run(loss, batch, x, target);
      if (r.distance_to_kink < least_distance_to_kink) continue;

      network_case c;
      c.dims = dims;
      c.activations = activations;
      c.loss = loss;
      c.batch = batch;
      c.x = detail::narrowed(x);
      c.target = detail::narrowed(target);
      for (const reference_layer& layer : network.layers) {
        c.weights.push_back(detail::narrowed(layer.weights));
        c.bias.push_back(detail::narrowed(layer.bias));
      }
      c.output = detail::narrowed(r.output);
      c.loss_value = static_cast<double>(r.loss);
      c.grad_weights = detail::narrowed(r.grad_weights);
      c.grad_bias = detail::narrowed(r.grad_bias);
      c.grad_x = detail::narrowed(r.grad_x);
      (train_reference(c, network, x, target, optimizer, optimizer_name, 5), ...);
      return c;
    }
  }
};

}  // namespace test
