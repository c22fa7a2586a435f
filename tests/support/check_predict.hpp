// predict for every number of samples up to some, beside pages that may not be touched: against
// plain loops, where weights and samples are small integers, so that all results are exact; and
// against one sample after another.
#pragma once

#include "support/catch.hpp"
#include "support/guarded_pages.hpp"

#include <ctnn/nn.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace support {

/// A small integer that depends on all of its arguments.
template <class T>
constexpr T integer(std::size_t a, std::size_t b, std::size_t c) {
  return static_cast<T>(static_cast<int>((7 * a + 5 * b + 3 * c) % 11) - 5);
}

/// Calls check(xs, ys) with samples xs, small integers, and what predict says of them.
template <class Network, class Check>
void check_batches(const Network& net, std::size_t most, const Check& check) {
  using T = typename Network::value_type;
  constexpr std::size_t inputs = Network::inputs, outputs = Network::outputs;
  const guarded_pages x_pages(most * inputs * sizeof(T)), y_pages(most * outputs * sizeof(T));
  for (std::size_t n = 1; n <= most; ++n) {
    const std::span xs(x_pages.last<T>(n * inputs), n * inputs);
    const std::span ys(y_pages.last<T>(n * outputs), n * outputs);
    for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = integer<T>(2, i, n);
    net.predict(xs, ys);
    INFO(n << " samples of " << inputs << " inputs and " << outputs << " outputs");
    check(std::span<const T>(xs), std::span<const T>(ys));
  }
}

/// predict against one sample after another: no number is farther from its own than `allowed`, by
/// distance(number, its own).
template <class Network, class Distance>
void check_one_by_one(const Network& net, std::size_t most, typename Network::value_type allowed,
                      const Distance& distance) {
  using T = typename Network::value_type;
  check_batches(net, most, [&](std::span<const T> xs, std::span<const T> ys) {
    for (std::size_t i = 0; i < ys.size(); i += Network::outputs) {
      const auto x = xs.subspan(i / Network::outputs * Network::inputs);
      const auto y = net(x.template first<Network::inputs>());
      for (std::size_t k = 0; k < Network::outputs; ++k)
        CHECK(distance(ys[i + k], y[k]) <= allowed);  // which what is not a number is not
    }
  });
}

template <class T, bool Rectified, class Layer>
std::vector<T> layer_by_loops(const Layer& layer, const std::vector<T>& x) {
  std::vector<T> y;
  for (std::size_t r = 0; r < Layer::outputs; ++r) {
    T sum = layer.bias(r);
    for (std::size_t c = 0; c < Layer::inputs; ++c) sum += layer.weights(r, c) * x[c];
    y.push_back(Rectified ? std::max(sum, T(0)) : sum);
  }
  return y;
}

// Apart, since GCC 12 otherwise takes its own unrolling for a write behind the tensor.
template <class Tensor, class Number>
[[gnu::noinline]] void set(Tensor& tensor, const ctnn::parameter& p, const Number& number) {
  for (std::size_t r = 0; r < p.rows; ++r) {
    for (std::size_t c = 0; c < p.columns; ++c) tensor(r, c) = number(r, c);
  }
}

template <class T, std::size_t Inputs, std::size_t Hidden, std::size_t Outputs>
void check_predict(std::size_t most) {
  using network =
      ctnn::network<ctnn::input<Inputs, T>, ctnn::dense<Hidden, ctnn::relu>, ctnn::dense<Outputs>>;
  network net;
  std::size_t index = 0;
  net.for_each_layer([&](auto& layer) {
    layer.for_each([&](auto& tensor, const ctnn::parameter& p) {
      set(tensor, p, [&](std::size_t r, std::size_t c) { return integer<T>(index, r, c); });
      ++index;
    });
  });
  INFO(Hidden << " units");
  check_batches(net, most, [&](std::span<const T> xs, std::span<const T> ys) {
    std::vector<T> expected;
    for (std::size_t i = 0; i < xs.size(); i += Inputs) {
      const auto sample = xs.subspan(i, Inputs);
      const std::vector<T> x(sample.begin(), sample.end());
      const auto y = layer_by_loops<T, false>(net.template layer<1>(),
                                              layer_by_loops<T, true>(net.template layer<0>(), x));
      expected.insert(expected.end(), y.begin(), y.end());
    }
    CHECK(std::vector<T>(ys.begin(), ys.end()) == expected);
  });
}

}  // namespace support
