// predict against plain loops, for every number of samples up to some, beside pages that may not be
// touched. Weights and samples are small integers, so that all results are exact.
#pragma once

#include "support/catch.hpp"
#include "support/guarded_pages.hpp"

#include <ctnn/nn.hpp>

#include <algorithm>
#include <vector>

namespace support {

/// A small integer that depends on all of its arguments.
template <class T>
constexpr T integer(std::size_t a, std::size_t b, std::size_t c) {
  return static_cast<T>(static_cast<int>((7 * a + 5 * b + 3 * c) % 11) - 5);
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
  const guarded_pages x_pages(most * Inputs * sizeof(T)), y_pages(most * Outputs * sizeof(T));
  for (std::size_t n = 1; n <= most; ++n) {
    T* const xs = x_pages.last<T>(n * Inputs);
    T* const ys = y_pages.last<T>(n * Outputs);
    for (std::size_t i = 0; i < n * Inputs; ++i) xs[i] = integer<T>(2, i, n);
    net.predict(std::span<const T>(xs, n * Inputs), std::span<T>(ys, n * Outputs));
    std::vector<T> expected;
    for (std::size_t s = 0; s < n; ++s) {
      const std::vector<T> x(xs + s * Inputs, xs + (s + 1) * Inputs);
      const auto y = layer_by_loops<T, false>(net.template layer<1>(),
                                              layer_by_loops<T, true>(net.template layer<0>(), x));
      expected.insert(expected.end(), y.begin(), y.end());
    }
    INFO(Inputs << "-" << Hidden << "-" << Outputs << ", " << n << " samples");
    CHECK(std::vector<T>(ys, ys + n * Outputs) == expected);
  }
}

}  // namespace support
