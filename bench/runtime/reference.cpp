#include "reference.hpp"

#include "support/reference_network.hpp"

#include <cmath>
#include <map>
#include <random>
#include <sstream>

namespace bench {

namespace {

std::string name_of(activation a) {
  switch (a) {
    case activation::identity:
      return "identity";
    case activation::relu:
      return "relu";
    case activation::tanh:
      return "tanh";
    case activation::sigmoid:
      return "sigmoid";
    case activation::softmax:
      return "softmax";
  }
  throw std::invalid_argument("no such activation");
}

std::string name_of(loss l) {
  switch (l) {
    case loss::none:
    case loss::mean_squared_error:
      return "mean_squared_error";
    case loss::binary_cross_entropy:
      return "binary_cross_entropy";
    case loss::cross_entropy:
      return "cross_entropy";
  }
  throw std::invalid_argument("no such loss");
}

floats as_floats(const test::numbers& values) { return floats(values.begin(), values.end()); }

std::vector<floats> as_floats(const std::vector<test::numbers>& values) {
  std::vector<floats> result;
  for (const test::numbers& v : values) result.push_back(as_floats(v));
  return result;
}

floats random_targets(const workload& w, std::size_t samples) {
  std::mt19937_64 random(8);
  std::uniform_real_distribution<float> uniform(-1, 1);
  floats t(samples * w.outputs());
  for (std::size_t s = 0; s < samples; ++s) {
    const std::size_t label = random() % w.outputs();
    for (std::size_t i = 0; i < w.outputs(); ++i) {
      const float drawn = uniform(random);
      t[s * w.outputs() + i] = w.objective == loss::cross_entropy          ? float(i == label)
                               : w.objective == loss::binary_cross_entropy ? float(drawn > 0)
                                                                           : drawn;
    }
  }
  return t;
}

void store(test::reference_network& network, stored_parameters stored) {
  parameters p;
  for (const test::reference_layer& layer : network.layers) {
    p.weights.emplace_back(layer.weights.begin(), layer.weights.end());
    p.bias.emplace_back(layer.bias.begin(), layer.bias.end());
  }
  p = stored(p);
  for (std::size_t i = 0; i < network.layers.size(); ++i)
    network.layers[i].weights.assign(p.weights[i].begin(), p.weights[i].end());
}

problem make_problem(const workload& w, stored_parameters stored) {
  test::reference_case_maker maker;
  maker.loss = name_of(w.objective);
  maker.batch = w.batch;
  if (stored != nullptr) {
    maker.store = [&](test::reference_network& network) { store(network, stored); };
  }
  // A rectifier that rounds to the other side changes one gradient of thousands by little.
  maker.least_distance_to_kink = 0;
  for (std::size_t i = 0; i <= w.layers; ++i) maker.dims.push_back(w.widths[i]);
  for (std::size_t i = 0; i < w.layers; ++i)
    maker.activations.push_back(name_of(w.activation_of(i)));

  const test::real rate = checked_rate(w.update);
  const test::network_case c =
      w.update == optimizer::sgd    ? maker.make("sgd", test::reference_sgd{rate, 0})
      : w.update == optimizer::adam ? maker.make("adam", test::reference_adam{rate})
                                    : maker.make("");
  problem p;
  p.initial = {as_floats(c.weights), as_floats(c.bias)};
  p.x = as_floats(c.x);
  p.target = as_floats(c.target);
  p.output = as_floats(c.output);
  p.loss = c.loss_value;
  p.gradients = {as_floats(c.grad_weights), as_floats(c.grad_bias)};
  p.losses = as_floats(c.losses);
  p.trained = {as_floats(c.weights_after), as_floats(c.bias_after)};
  return p;
}

}  // namespace

parameters room_for(const workload& w) {
  parameters p;
  for (std::size_t i = 0; i < w.layers; ++i) {
    p.weights.emplace_back(w.widths[i] * w.widths[i + 1]);
    p.bias.emplace_back(w.widths[i + 1]);
  }
  return p;
}

const problem& problem_of(const workload& w, stored_parameters stored) {
  static std::map<std::pair<const workload*, stored_parameters>, problem> made;
  const auto key = std::pair(&w, stored);
  const auto found = made.find(key);
  return found != made.end() ? found->second
                             : made.emplace(key, make_problem(w, stored)).first->second;
}

timed_numbers::timed_numbers(const workload& w, std::size_t samples)
    : xs(random_inputs(w, samples)), ts(random_targets(w, samples)), y(w.batch * w.outputs()) {}

floats random_inputs(const workload& w, std::size_t samples) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<float> uniform(-1, 1);
  floats x(samples * w.inputs());
  for (float& value : x) value = uniform(random);
  return x;
}

std::string difference(const std::string& what, const floats& expected, const floats& found) {
  std::ostringstream message;
  if (found.size() != expected.size()) {
    message << what << ": expected " << expected.size() << " numbers, found " << found.size();
    return message.str();
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const float error = std::abs(found[i] - expected[i]);
    if (error <= 1e-4f * std::abs(expected[i]) + 1e-5f) continue;
    message << what << " " << i << ": expected " << expected[i] << ", found " << found[i];
    return message.str();
  }
  return {};
}

namespace {

std::string difference_of_layers(const std::string& what, const parameters& expected,
                                 const parameters& found) {
  for (std::size_t l = 0; l < expected.weights.size(); ++l) {
    const std::string layer = what + " of layer " + std::to_string(l) + ", ";
    std::string here = difference(layer + "weight", expected.weights[l], found.weights.at(l));
    if (here.empty()) here = difference(layer + "bias", expected.bias[l], found.bias.at(l));
    if (!here.empty()) return here;
  }
  return {};
}

}  // namespace

std::string mistake_in_training(const problem& p, const floats& losses, const parameters& trained) {
  const std::string wrong = difference("loss before step", p.losses, losses);
  return wrong.empty() ? difference_of_layers("parameters", p.trained, trained) : wrong;
}

std::string mistake_in_gradients(const problem& p, float loss, const parameters& gradients) {
  const std::string wrong = difference("loss", {float(p.loss)}, {loss});
  return wrong.empty() ? difference_of_layers("gradient", p.gradients, gradients) : wrong;
}

}  // namespace bench
