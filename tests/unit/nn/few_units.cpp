// predict through layers of few units, whose samples lie along the lanes of a register: for every
// number of samples around those of whole registers, beside pages that may not be touched. Weights
// and samples are small integers, so all results are exact.
#include "support/catch.hpp"
#include "support/guarded_page.hpp"

#include <ctnn/nn.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace nn = ctnn;

namespace {

/// A small integer that depends on all of its arguments.
template <class T>
T integer(std::size_t a, std::size_t b, std::size_t c) {
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
template <class T, class Tensor>
[[gnu::noinline]] void set(Tensor& tensor, const nn::parameter& p, std::size_t index) {
  for (std::size_t r = 0; r < p.rows; ++r) {
    for (std::size_t c = 0; c < p.columns; ++c) tensor(r, c) = integer<T>(index, r, c);
  }
}

template <class T, std::size_t Inputs, std::size_t Hidden, std::size_t Outputs>
void check(std::size_t most) {
  using network =
      nn::network<nn::input<Inputs, T>, nn::dense<Hidden, nn::relu>, nn::dense<Outputs>>;
  network net;
  std::size_t index = 0;
  net.for_each_layer([&](auto& layer) {
    layer.for_each(
        [&](auto& tensor, const nn::parameter& p) { set<T>(tensor, p, index++); });
  });
  const support::guarded_page x_page, y_page;
  for (std::size_t n = 1; n <= most; ++n) {
    T* const xs = x_page.last<T>(n * Inputs);
    T* const ys = y_page.last<T>(n * Outputs);
    for (std::size_t i = 0; i < n * Inputs; ++i) xs[i] = integer<T>(2, i, n);
    net.predict(std::span<const T>(xs, n * Inputs), std::span<T>(ys, n * Outputs));
    std::vector<T> expected;
    for (std::size_t s = 0; s < n; ++s) {
      const std::vector<T> x(xs + s * Inputs, xs + (s + 1) * Inputs);
      const auto y = layer_by_loops<T, false>(
          net.template layer<1>(), layer_by_loops<T, true>(net.template layer<0>(), x));
      expected.insert(expected.end(), y.begin(), y.end());
    }
    INFO(Inputs << "-" << Hidden << "-" << Outputs << ", " << n << " samples");
    CHECK(std::vector<T>(ys, ys + n * Outputs) == expected);
  }
}

template <class T, std::size_t Inputs, std::size_t Hidden>
void check_outputs(std::size_t most) {
  check<T, Inputs, Hidden, 1>(most);
  check<T, Inputs, Hidden, 2>(most);
  check<T, Inputs, Hidden, 3>(most);
  check<T, Inputs, Hidden, 4>(most);
}

}  // namespace

TEST_CASE("unit.few_units: one to four inputs, units and outputs") {
  check_outputs<float, 1, 1>(40);
  check_outputs<float, 1, 3>(40);
  check_outputs<float, 2, 2>(40);
  check_outputs<float, 3, 4>(40);
  check_outputs<float, 4, 3>(40);
  check<double, 2, 3, 1>(20);
  check<double, 3, 2, 3>(20);
}
TEST_CASE("unit.few_units beside more of them") {
  check<float, 2, 33, 1>(130);
  check<float, 3, 7, 2>(40);
  check<float, 5, 2, 5>(40);
  check<float, 17, 3, 1>(40);
  check<float, 60, 1, 3>(17);
  check<double, 9, 17, 1>(40);
}
