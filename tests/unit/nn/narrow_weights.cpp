// Weights in bfloat16: how numbers round to it, and what a network makes of them.
#include "support/catch.hpp"
#include "support/closeness.hpp"

#include <ctnn/nn.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace nn = ctnn;

namespace {

float of_bits(std::uint32_t bits) { return std::bit_cast<float>(bits); }

using policy =
    nn::network<nn::input<18>, nn::dense<64, nn::tanh>, nn::dense<64, nn::tanh>, nn::dense<4>>;
using narrow_policy = nn::with_weights<nn::bfloat16, policy>;
static_assert(std::is_same_v<narrow_policy::weights_type, nn::bfloat16>);
static_assert(std::is_same_v<narrow_policy::value_type, float>);
static_assert(std::is_same_v<nn::with_weights<float, narrow_policy>, policy>);
static_assert(narrow_policy::parameter_count == policy::parameter_count);
static_assert(sizeof(narrow_policy) < 0.6 * sizeof(policy));

// Forward in a constant expression.
constexpr float weighted_by_narrow() {
  nn::network<nn::input<2, float, nn::bfloat16>, nn::dense<40>, nn::dense<1>> net;
  for (std::size_t i = 0; i < 40; ++i) {
    net.layer<0>().weights(i, 0) = static_cast<float>(i);
    net.layer<0>().weights(i, 1) = 0.5f;
    net.layer<1>().weights(0, i) = i % 2 == 0 ? 1.0f : -1.0f;
  }
  return net(std::array{3.0f, 4.0f})[0];
}
static_assert(weighted_by_narrow() == -60.0f);

/// The network of float weights that a narrow one stands for.
template <class Net>
typename Net::network_type rounded(const Net& net) {
  typename Net::network_type result = net;
  result.for_each_layer([](auto& layer) {
    using layer_type = std::remove_cvref_t<decltype(layer)>;
    for (std::size_t r = 0; r < layer_type::outputs; ++r) {
      for (std::size_t c = 0; c < layer_type::inputs; ++c)
        layer.weights(r, c) = nn::bfloat16(layer.weights(r, c));
    }
  });
  return result;
}

/// One sample and many, against the network of rounded weights.
template <class Net>
void check_outputs(const std::string& name) {
  static Net net;
  nn::initialize(net, nn::xavier_uniform{.seed = 3});
  static const Net reference = rounded(net);
  static const nn::with_weights<nn::bfloat16, Net> narrow(net);
  constexpr std::size_t samples = 37;
  std::mt19937 random(5);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> xs(samples * Net::inputs), ys(samples * Net::outputs);
  for (float& x : xs) x = uniform(random);

  test::closeness outputs(name + ", outputs", test::tolerance_of<float>);
  test::closeness singles(name + ", one sample", test::tolerance_of<float>);
  narrow.predict(xs, ys);
  for (std::size_t s = 0; s < samples; ++s) {
    const auto x = std::span(xs).subspan(s * Net::inputs).template first<Net::inputs>();
    const auto expected = reference(x), y = narrow(x);
    for (std::size_t i = 0; i < Net::outputs; ++i) {
      outputs.compare(ys[s * Net::outputs + i], expected[i], i);
      singles.compare(y[i], expected[i], i);
    }
  }
}

template <std::size_t Inputs, std::size_t... Units>
void check_widths(std::index_sequence<Units...>) {
  (check_outputs<nn::network<nn::input<Inputs>, nn::dense<Units, nn::tanh>, nn::dense<3>>>(
       (std::to_string(Inputs) + "-" + std::to_string(Units) + "-3").c_str()),
   ...);
}

}  // namespace

TEST_CASE("unit.bfloat16.rounding") {
  // Every one is itself.
  for (std::uint32_t high = 0; high <= 0xffff; ++high) {
    const float number = of_bits(high << 16);
    const float back = nn::bfloat16(number);
    if (std::isnan(number)) {
      CHECK(std::isnan(back));
    } else if (std::bit_cast<std::uint32_t>(back) != high << 16) {
      FAIL("not itself: " << number);
    }
  }
  CHECK(float(nn::bfloat16(of_bits(0x3f808000))) == of_bits(0x3f800000));  // halfway, to even
  CHECK(float(nn::bfloat16(of_bits(0x3f818000))) == of_bits(0x3f820000));
  CHECK(float(nn::bfloat16(of_bits(0x3f808001))) == of_bits(0x3f810000));
  CHECK(float(nn::bfloat16(of_bits(0x3f807fff))) == of_bits(0x3f800000));
  CHECK(float(nn::bfloat16(std::numeric_limits<float>::max())) ==
        std::numeric_limits<float>::infinity());
  CHECK(std::isnan(float(nn::bfloat16(of_bits(0x7f800001)))));
  CHECK(std::signbit(float(nn::bfloat16(-0.0f))));

  std::mt19937 random(1);
  std::uniform_real_distribution<float> uniform(-2, 2);
  float worst = 0;
  for (int i = 0; i < 100000; ++i) {
    const float number = uniform(random);
    worst = std::max(worst, std::abs(nn::bfloat16(number) - number) / std::abs(number));
  }
  CHECK(worst <= 0x1p-8f);
  CHECK(worst > 0x1.fp-9f);
}

TEST_CASE("unit.narrow_weights.outputs are those of rounded weights") {
  check_widths<1>(std::index_sequence<1, 16, 33>{});
  check_widths<5>(std::index_sequence<1, 3, 8, 9, 16, 17, 32, 33, 80, 130>{});
  check_widths<40>(std::index_sequence<7, 17, 18, 33, 34, 48, 80>{});
  check_outputs<policy>("18-64-64-4");
}

TEST_CASE("unit.narrow_weights.error") {
  // Of one layer: at most 2^-8 of the sum of all |weight · input|, and rounding besides.
  using layer = nn::network<nn::input<100>, nn::dense<50>>;
  static layer net;
  nn::initialize(net, nn::xavier_uniform{.seed = 9});
  static const nn::with_weights<nn::bfloat16, layer> narrow(net);
  std::mt19937 random(2);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::array<float, 100> x;
  double worst = 0;
  for (int sample = 0; sample < 20; ++sample) {
    for (float& number : x) number = uniform(random);
    const auto exact = net(x), rough = narrow(x);
    for (std::size_t i = 0; i < 50; ++i) {
      double size = 0;
      for (std::size_t j = 0; j < 100; ++j) size += std::abs(net.layer<0>().weights(i, j) * x[j]);
      worst = std::max(worst, double(std::abs(exact[i] - rough[i])) / size);
    }
  }
  CHECK(worst <= 0x1p-8 + 1e-6);
  CHECK(worst > 0x1p-13);
}
