// Two networks trained for a few steps, for files that are compiled in different ways: each has its
// own copy, in the namespace of its instruction set.
#pragma once

#include <ctnn/nn.hpp>

#include <vector>

namespace support::inline CTNN_ISA {

struct classifier : ctnn::network<ctnn::input<6>, ctnn::dense<20, ctnn::tanh>,
                                  ctnn::dense<9, ctnn::gelu>, ctnn::dense<5, ctnn::softmax>> {};
struct detector : ctnn::network<ctnn::input<6>, ctnn::dense<17, ctnn::softplus>,
                                ctnn::dense<1, ctnn::sigmoid>> {};

/// The losses of ten steps with Adam on 32 samples, what the network then makes of them, and a
/// loss with so large an input that outputs are 0 and 1.
template <class Network, class Loss>
void train(Loss loss, std::vector<double>& numbers) {
  constexpr std::size_t samples = 32, inputs = Network::inputs, outputs = Network::outputs;
  std::vector<float> xs(samples * inputs), ts(samples * outputs), ys(ts.size());
  for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = static_cast<float>(i * 37 % 101) / 50 - 1;
  for (std::size_t i = 0; i < samples; ++i)
    ts[i * outputs + i % outputs] = i % 3 == 0 ? 0.0f : 1.0f;
  static Network network;
  ctnn::initialize(network, ctnn::xavier_uniform{.seed = 7});
  static ctnn::trainer<Network, Loss{}, ctnn::adam, samples> trainer{network, {}};
  for (int step = 0; step < 10; ++step)
    numbers.push_back(static_cast<double>(trainer.step(xs, ts)));
  network.predict(xs, ys);
  numbers.insert(numbers.end(), ys.begin(), ys.end());
  for (float& x : xs) x *= 1000;
  numbers.push_back(static_cast<double>(ctnn::gradient(network, loss, xs, ts).loss));
}

inline std::vector<double> trained_numbers() {
  std::vector<double> numbers;
  train<classifier>(ctnn::cross_entropy, numbers);
  train<detector>(ctnn::binary_cross_entropy, numbers);
  return numbers;
}

}  // namespace support::inline CTNN_ISA
