// A network's parameters and inputs, and everything that must come out of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace test {

using numbers = std::vector<double>;

/// Weights are out x in for each layer, samples lie one after another.
struct network_case {
  std::vector<std::size_t> dims;
  std::vector<std::string> activations;
  std::string loss;
  std::size_t batch = 1;
  numbers x, target;
  std::vector<numbers> weights, bias;

  numbers output;
  double loss_value = 0;
  std::vector<numbers> grad_weights, grad_bias;
  numbers grad_x;

  /// The loss before each step on the whole batch, and the parameters behind the last.
  std::string optimizer;
  numbers losses;
  std::vector<numbers> weights_after, bias_after;
};

}  // namespace test
