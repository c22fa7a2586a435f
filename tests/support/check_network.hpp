// A network of ctnn held against a case: outputs, loss, gradients and training.
#pragma once

#include "support/closeness.hpp"
#include "support/names.hpp"
#include "support/network_case.hpp"

#include <ctnn/nn.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace test {

/// For a case whose optimizer is not compared.
struct no_optimizer {};

inline std::string name_of(const ctnn::sgd& s) {
  return s.weight_decay == 0 ? "sgd" : "sgd_weight_decay";
}
inline std::string name_of(const ctnn::adam&) { return "adam"; }

template <class Net, class Visit>
void for_layers(const Visit& visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit(std::integral_constant<std::size_t, I>{}), ...);
  }
  (std::make_index_sequence<Net::layer_count>{});
}

template <class Net>
void set_parameters(Net& net, const network_case& c) {
  for_layers<Net>([&](auto i) {
    auto& layer = net.template layer<i>();
    using T = typename Net::value_type;
    for (std::size_t row = 0; row < layer.outputs; ++row) {
      layer.bias(row) = static_cast<T>(c.bias[i][row]);
      for (std::size_t column = 0; column < layer.inputs; ++column) {
        layer.weights(row, column) = static_cast<T>(c.weights[i][row * layer.inputs + column]);
      }
    }
  });
}

/// Layers' parameters, or their gradients, against numbers.
template <class Net, class Parameters>
void compare_parameters(const std::string& what, const Parameters& parameters,
                        const std::vector<numbers>& weights, const std::vector<numbers>& bias) {
  using T = typename Net::value_type;
  for_layers<Net>([&](auto i) {
    const auto& layer = parameters.template layer<i>();
    closeness of_weights(what + " weights of layer " + std::to_string(i), tolerance_of<T>);
    closeness of_bias(what + " bias of layer " + std::to_string(i), tolerance_of<T>);
    for (std::size_t row = 0; row < layer.outputs; ++row) {
      of_bias.compare(static_cast<double>(layer.bias(row)), bias[i][row], row);
      for (std::size_t column = 0; column < layer.inputs; ++column) {
        const std::size_t index = row * layer.inputs + column;
        of_weights.compare(static_cast<double>(layer.weights(row, column)), weights[i][index],
                           index);
      }
    }
  });
}

template <class T, class Numbers>
void compare_all(const std::string& what, const Numbers& got, const numbers& expected) {
  closeness all(what, tolerance_of<T>);
  for (std::size_t i = 0; i < expected.size(); ++i)
    all.compare(static_cast<double>(got[i]), expected[i], i);
}

template <class T>
std::vector<T> converted(const numbers& values) {
  std::vector<T> result;
  for (double value : values) result.push_back(static_cast<T>(value));
  return result;
}

template <class Net, auto Loss>
void check_description(const network_case& c) {
  REQUIRE(c.dims == std::vector<std::size_t>(Net::widths.begin(), Net::widths.end()));
  REQUIRE(c.loss == name_of(Loss));
  REQUIRE(c.activations.size() == Net::layer_count);
  for_layers<Net>([&](auto i) {
    REQUIRE(c.activations[i] == name_of(Net::template layer_type<i>::activation));
  });
}

template <class Net, auto Loss, std::size_t Batch, class Optimizer>
void check_network_of(const network_case& c, const Optimizer& optimizer) {
  using T = typename Net::value_type;
  const std::string scalar = std::string(scalar_name<T>) + ": ";
  check_description<Net, Loss>(c);
  REQUIRE(c.batch == Batch);

  Net net;
  set_parameters(net, c);
  const std::vector<T> xs = converted<T>(c.x), ts = converted<T>(c.target);

  std::vector<T> ys(Batch * Net::outputs);
  net.predict(xs, ys);
  compare_all<T>(scalar + "output of predict", ys, c.output);
  for (std::size_t s = 0; s < Batch; ++s) {
    const auto y = net(std::span<const T, Net::inputs>(xs.data() + s * Net::inputs, Net::inputs));
    compare_all<T>(scalar + "output of sample " + std::to_string(s), y,
                   numbers(c.output.begin() + static_cast<std::ptrdiff_t>(s * Net::outputs),
                           c.output.begin() + static_cast<std::ptrdiff_t>((s + 1) * Net::outputs)));
  }

  std::vector<T> input_gradients(xs.size());
  const auto g = ctnn::gradient(net, Loss, xs, ts, input_gradients);
  compare_all<T>(scalar + "loss", std::vector<T>{g.loss}, {c.loss_value});
  compare_parameters<Net>(scalar + "gradient of", g, c.grad_weights, c.grad_bias);
  compare_all<T>(scalar + "gradient of the input", input_gradients, c.grad_x);

  if constexpr (Batch == 1) {
    const std::span<const T, Net::inputs> x(xs.data(), Net::inputs);
    const std::span<const T, Net::outputs> t(ts.data(), Net::outputs);
    const auto one = ctnn::gradient(net, Loss, x, t);
    compare_all<T>(scalar + "loss of the sample", std::vector<T>{one.loss}, {c.loss_value});
    compare_parameters<Net>(scalar + "gradient for the sample of", one, c.grad_weights,
                            c.grad_bias);
    compare_all<T>(scalar + "gradient for the sample of the input", one.input, c.grad_x);
  }

  if constexpr (!std::is_same_v<Optimizer, no_optimizer>) {
    REQUIRE(c.optimizer == name_of(optimizer));
    ctnn::trainer<Net, Loss, Optimizer, Batch> train{net, optimizer};
    std::vector<T> losses;
    for (std::size_t step = 0; step < c.losses.size(); ++step) losses.push_back(train.step(xs, ts));
    compare_all<T>(scalar + "loss before step", losses, c.losses);
    compare_parameters<Net>(scalar + "after training,", net, c.weights_after, c.bias_after);
  } else {
    for (const char* compared : {"sgd", "sgd_weight_decay", "adam"})
      REQUIRE(c.optimizer != compared);
  }
}

/// Net<float> and Net<double> against the case.
template <template <class> class Net, auto Loss, std::size_t Batch, class Optimizer = no_optimizer>
void check_network(const network_case& c, const Optimizer& optimizer = {}) {
  check_network_of<Net<float>, Loss, Batch>(c, optimizer);
  check_network_of<Net<double>, Loss, Batch>(c, optimizer);
}

}  // namespace test
