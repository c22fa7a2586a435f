// Reading the reference cases, compiled once for all tests that use them.
#include "support/golden.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace test {

namespace {

nlohmann::json read(const char* name) {
  const std::string path = std::string(std::getenv("CTNN_REFERENCE")) + "/golden/" + name;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path);
  return nlohmann::json::parse(file);
}

const nlohmann::json& networks() {
  static const nlohmann::json all = read("networks.json");
  return all;
}

const nlohmann::json& activations() {
  static const nlohmann::json all = read("activations.json");
  return all;
}

/// An array of numbers, however deeply nested, row by row.
void flatten(const nlohmann::json& value, numbers& into) {
  if (value.is_array()) {
    for (const auto& element : value) flatten(element, into);
  } else {
    into.push_back(value.get<double>());
  }
}
numbers flat(const nlohmann::json& value) {
  numbers result;
  flatten(value, result);
  return result;
}
std::vector<numbers> flat_for_each_layer(const nlohmann::json& value) {
  std::vector<numbers> result;
  for (const auto& layer : value) result.push_back(flat(layer));
  return result;
}

}  // namespace

bool have_reference() {
  if (std::getenv("CTNN_REFERENCE") != nullptr) return true;
  std::cout << "skipped: CTNN_REFERENCE does not name the folder of the reference cases\n";
  return false;
}

std::size_t network_case_count() { return networks().size(); }

network_case golden_network(std::size_t index) {
  const nlohmann::json& from = networks().at(index);
  network_case c;
  c.dims = from.at("dims").get<std::vector<std::size_t>>();
  c.activations = from.at("activations").get<std::vector<std::string>>();
  c.loss = from.at("loss").get<std::string>();
  c.batch = from.at("batch").get<std::size_t>();
  c.x = flat(from.at("x"));
  c.target = flat(from.at("target"));
  c.weights = flat_for_each_layer(from.at("weights"));
  c.bias = flat_for_each_layer(from.at("bias"));
  c.output = flat(from.at("output"));
  c.loss_value = from.at("loss_value").get<double>();
  c.grad_weights = flat_for_each_layer(from.at("grad_weights"));
  c.grad_bias = flat_for_each_layer(from.at("grad_bias"));
  c.grad_x = flat(from.at("grad_x"));
  const nlohmann::json& optimizer = from.at("optimizer");
  c.optimizer = optimizer.at("name").get<std::string>();
  c.losses = flat(optimizer.at("losses"));
  c.weights_after = flat_for_each_layer(optimizer.at("weights"));
  c.bias_after = flat_for_each_layer(optimizer.at("bias"));
  return c;
}

std::size_t activation_case_count() { return activations().size(); }

activation_case golden_activation(const std::string& name) {
  const nlohmann::json& from = activations().at(name);
  return {flat(from.at("z")), flat(from.at("y")), flat(from.at("dydz"))};
}

}  // namespace test
