// What a network says of itself, and access to its layers.
#include "support/catch.hpp"
#include "support/centred.hpp"

#include <ctnn/nn.hpp>

#include <algorithm>
#include <vector>

namespace nn = ctnn;

namespace {

using policy =
    nn::network<nn::input<18>, nn::dense<64, nn::tanh>, nn::dense<64, nn::tanh>, nn::dense<4>>;
struct named_policy : policy {};

using support::centred;
/// With one mean over samples and units.
template <std::size_t N>
struct centred_as_a_whole : centred<N> {
  static constexpr auto formula(auto x, auto w) {
    return w * x - mean_samples(mean_features(w * x));
  }
};

static_assert(policy::parameter_count == 18 * 64 + 64 + 64 * 64 + 64 + 64 * 4 + 4);
static_assert(named_policy::parameter_count == policy::parameter_count);
static_assert(policy::layer_count == 3);
static_assert(policy::inputs == 18 && policy::outputs == 4);
static_assert(policy::widths == std::array<std::size_t, 4>{18, 64, 64, 4});
static_assert(std::is_same_v<policy::value_type, float>);
static_assert(std::is_same_v<nn::network<nn::input<2, double>, nn::dense<1>>::value_type, double>);
static_assert(std::is_same_v<policy::layer_type<2>, nn::dense<4>>);

// Evaluating one sample keeps the two hidden outputs, 64 numbers each, and little besides.
static_assert(policy::workspace_bytes() >= 2 * 64 * sizeof(float));
static_assert(policy::workspace_bytes() <= 3 * 64 * sizeof(float));
// Many samples at a time keep at most what the first-level cache holds.
static_assert(policy::predict_workspace_bytes() > policy::workspace_bytes());
static_assert(policy::predict_workspace_bytes() <= 32 * 1024);
using training = nn::trainer<policy, nn::mean_squared_error, nn::adam, 32>;
static_assert(training::workspace_bytes() > 0);
static_assert(training::moment_bytes() >= 2 * policy::parameter_count * sizeof(float));
static_assert(nn::trainer<policy, nn::mean_squared_error, nn::sgd, 32>::moment_bytes() == 0);

// Parameters are inside the network, and padding is little.
static_assert(sizeof(policy) >= policy::parameter_count * sizeof(float));
static_assert(sizeof(policy) <= (policy::parameter_count + 200) * sizeof(float));

}  // namespace

TEST_CASE("unit.network.starts at zero") {
  const policy net;
  std::size_t count = 0;
  net.for_each_layer([&](const auto& layer) {
    layer.for_each([&](const auto& tensor, const nn::parameter& p) {
      for (std::size_t r = 0; r < p.rows; ++r) {
        for (std::size_t c = 0; c < p.columns; ++c) {
          CHECK(tensor(r, c) == 0);
          ++count;
        }
      }
    });
  });
  CHECK(count == policy::parameter_count);
}

// A visitor may keep what it counts.
TEST_CASE("unit.network.visited by what changes") {
  policy net;
  std::size_t layers = 0, tensors = 0;
  net.for_each_layer([&, seen = std::size_t{0}](auto& layer) mutable {
    layers = ++seen;
    layer.for_each([&, here = tensors](auto&, const nn::parameter&) mutable { tensors = ++here; });
  });
  CHECK(layers == policy::layer_count);
  CHECK(tensors == 2 * policy::layer_count);
}

TEST_CASE("unit.network.weights are out x in, and each its own") {
  policy net;
  auto& layer = net.layer<0>();
  static_assert(std::remove_reference_t<decltype(layer)>::inputs == 18);
  static_assert(std::remove_reference_t<decltype(layer)>::outputs == 64);
  static_assert(std::remove_reference_t<decltype(layer)>::parameter_count == 18 * 64 + 64);
  for (std::size_t i = 0; i < 64; ++i) {
    layer.bias(i) = static_cast<float>(i);
    for (std::size_t j = 0; j < 18; ++j) layer.weights(i, j) = static_cast<float>(100 * i + j);
  }
  const policy& seen = net;
  for (std::size_t i = 0; i < 64; ++i) {
    CHECK(seen.layer<0>().bias(i) == static_cast<float>(i));
    CHECK(seen.layer<0>().get<1>()(i) == static_cast<float>(i));
    for (std::size_t j = 0; j < 18; ++j) {
      CHECK(seen.layer<0>().weights(i, j) == static_cast<float>(100 * i + j));
      CHECK(seen.layer<0>().get<0>()(i, j) == static_cast<float>(100 * i + j));
    }
  }
  CHECK(seen.layer<1>().weights(0, 0) == 0);
}

TEST_CASE("unit.network.takes vectors, arrays and spans") {
  nn::network<nn::input<2>, nn::dense<2>> net;
  net.layer<0>().weights(0, 0) = 2;
  net.layer<0>().weights(1, 1) = 3;
  net.layer<0>().bias(1) = 1;
  const nn::vector<float, 2> expected(2.0f, 7.0f);
  const nn::vector<float, 2> x(1.0f, 2.0f);
  const std::array<float, 2> array{1, 2};
  CHECK(net(x) == expected);
  CHECK(net(array) == expected);
  CHECK(net(std::span<const float, 2>(array)) == expected);
  CHECK(net({1.0f, 2.0f}) == expected);
  CHECK(net({1, 2}) == expected);

  nn::vector<float, 2> y;
  net(x, y);
  CHECK(y == expected);
  std::vector<float> more{-1, -1, -1};
  net(array, std::span<float>(more.data(), 2));
  CHECK(more == std::vector<float>{2, 7, -1});
}

// Nothing behind the output is written, whatever the registers hold.
TEST_CASE("unit.network.writes its outputs and no more") {
  const auto check = [](auto& net) {
    nn::initialize(net, nn::xavier_uniform{.seed = 11});
    constexpr std::size_t outputs = std::remove_cvref_t<decltype(net)>::outputs;
    std::array<float, 3> x{0.5f, -1, 2};
    std::vector<float> y(outputs + 16, -1.0f);
    net(x, std::span<float>(y.data(), outputs));
    const auto expected = net(x);
    CHECK(std::equal(expected.begin(), expected.end(), y.begin()));
    CHECK(std::all_of(y.begin() + outputs, y.end(), [](float number) { return number == -1; }));
  };
  nn::network<nn::input<3>, nn::dense<1, nn::sigmoid>> one;
  check(one);
  nn::network<nn::input<3>, nn::dense<7, nn::relu>> seven;
  check(seven);
  nn::network<nn::input<3>, nn::dense<33, nn::tanh>> many;
  check(many);
  nn::network<nn::input<3>, nn::dense<20>, nn::dense<10, nn::softmax>> classes;
  check(classes);
}

// A tiny network's samples are taken together where a layer's formula is about all of them.
TEST_CASE("unit.network.predict of a layer that mixes samples") {
  nn::network<nn::input<2>, centred<2>> net;
  net.layer<0>().get<0>()(0, 0) = 2;
  net.layer<0>().get<0>()(1, 1) = 3;
  const std::vector<float> xs{1, 2, 3, 4, 8, 9};
  std::vector<float> ys(6);
  net.predict(xs, ys);
  CHECK(ys == std::vector<float>{-6, -9, -2, -3, 8, 12});

  nn::network<nn::input<2>, centred<1>> one_unit;
  one_unit.layer<0>().get<0>()(0, 0) = 2;
  ys.resize(3);
  one_unit.predict(xs, ys);
  CHECK(ys == std::vector<float>{-6, -2, 8});

  nn::network<nn::input<2>, centred_as_a_whole<2>> whole;
  whole.layer<0>().get<0>()(0, 0) = 2;
  whole.layer<0>().get<0>()(1, 1) = 3;
  ys.resize(6);
  whole.predict(xs, ys);
  CHECK(ys == std::vector<float>{-9.5f, -5.5f, -5.5f, 0.5f, 4.5f, 15.5f});
}
