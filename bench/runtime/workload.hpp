// The workloads that every contender is measured on: a network, and what is done with it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace bench {

enum class activation { identity, relu, tanh, sigmoid, softmax };
enum class loss { none, mean_squared_error, binary_cross_entropy, cross_entropy };
enum class optimizer { none, sgd, adam };

/// What is timed: the outputs; one training step; or the loss and the gradients of all parameters.
enum class work { forward, step, gradients };

inline constexpr std::size_t most_layers = 32;

/// A stack of dense layers, of which all but the last have one activation, and work on `batch`
/// samples. Numbers are float; losses and gradients are means, as PyTorch's are.
struct workload {
  std::string_view name;
  std::size_t layers;
  std::array<std::size_t, most_layers + 1> widths;  // the input, then each layer's outputs
  activation hidden;
  activation output;
  work task;
  loss objective = loss::none;
  optimizer update = optimizer::none;
  std::size_t batch = 1;

  constexpr std::size_t inputs() const { return widths[0]; }
  constexpr std::size_t outputs() const { return widths[layers]; }
  constexpr activation activation_of(std::size_t layer) const {
    return layer + 1 == layers ? output : hidden;
  }
  /// Multiply-adds of one sample's forward pass; also the number of weights.
  constexpr std::size_t weights() const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < layers; ++i) sum += widths[i] * widths[i + 1];
    return sum;
  }
};

// One sample at a time.
inline constexpr workload A1{"A1",         2, {2, 3, 1}, activation::sigmoid, activation::sigmoid,
                             work::forward};
inline constexpr workload A2{
    "A2", 3, {4, 16, 16, 2}, activation::tanh, activation::identity, work::forward};
inline constexpr workload A3{
    "A3", 3, {18, 64, 64, 4}, activation::tanh, activation::identity, work::forward};
inline constexpr workload A4{
    "A4", 3, {18, 64, 64, 4}, activation::relu, activation::identity, work::forward};
inline constexpr workload A5{"A5",         2, {784, 128, 10}, activation::relu, activation::softmax,
                             work::forward};
inline constexpr workload A6{
    "A6", 3, {64, 256, 256, 64}, activation::relu, activation::identity, work::forward};

// Training on one sample at a time.
inline constexpr workload B1{"B1",
                             2,
                             {2, 3, 1},
                             activation::sigmoid,
                             activation::sigmoid,
                             work::step,
                             loss::binary_cross_entropy,
                             optimizer::sgd};
inline constexpr workload B2{"B2",
                             3,
                             {18, 64, 64, 4},
                             activation::tanh,
                             activation::identity,
                             work::step,
                             loss::mean_squared_error,
                             optimizer::sgd};
inline constexpr workload B3{"B3",
                             2,
                             {784, 128, 10},
                             activation::relu,
                             activation::softmax,
                             work::step,
                             loss::cross_entropy,
                             optimizer::sgd};

// Batches.
inline constexpr workload C1s{"C1s",
                              2,
                              {784, 128, 10},
                              activation::relu,
                              activation::softmax,
                              work::step,
                              loss::cross_entropy,
                              optimizer::sgd,
                              32};
inline constexpr workload C1a{"C1a",
                              2,
                              {784, 128, 10},
                              activation::relu,
                              activation::softmax,
                              work::step,
                              loss::cross_entropy,
                              optimizer::adam,
                              32};
inline constexpr workload C2{"C2",
                             3,
                             {18, 64, 64, 4},
                             activation::tanh,
                             activation::identity,
                             work::step,
                             loss::mean_squared_error,
                             optimizer::adam,
                             256};
inline constexpr workload C3f{"C3f",
                              4,
                              {8, 64, 64, 64, 1},
                              activation::relu,
                              activation::identity,
                              work::forward,
                              loss::none,
                              optimizer::none,
                              1024};
inline constexpr workload C3{"C3",
                             4,
                             {8, 64, 64, 64, 1},
                             activation::relu,
                             activation::identity,
                             work::gradients,
                             loss::mean_squared_error,
                             optimizer::none,
                             1024};

/// Calls act.template operator()<…>() with all of them.
template <class Act>
constexpr auto with_all_workloads(const Act& act) {
  return act.template operator()<A1, A2, A3, A4, A5, A6, B1, B2, B3, C1s, C1a, C2, C3f, C3>();
}

/// One layer alone, for sweeps over sizes.
template <std::size_t Inputs, std::size_t Outputs, activation Activation, std::size_t Batch>
inline constexpr workload layer{
    "",   1, {Inputs, Outputs}, Activation, Activation, work::forward, loss::none, optimizer::none,
    Batch};
/// A square one with relu; and one of few outputs, as a network's last.
template <std::size_t Width, std::size_t Batch>
inline constexpr const workload& square = layer<Width, Width, activation::relu, Batch>;
template <std::size_t Outputs, std::size_t Batch>
inline constexpr const workload& last_layer = layer<64, Outputs, activation::identity, Batch>;

/// Layers with relu, for what compiling costs by depth and by width: the input has Width features,
/// and each layer Step outputs more than it has inputs.
template <std::size_t Layers, std::size_t Width, std::size_t Step = 0>
inline constexpr workload stack = [] {
  workload w{"stack", Layers, {}, activation::relu, activation::relu, work::forward};
  for (std::size_t i = 0; i <= Layers; ++i) w.widths[i] = Width + i * Step;
  return w;
}();

}  // namespace bench
