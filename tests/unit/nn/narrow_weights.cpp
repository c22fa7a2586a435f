// Weights in bfloat16: how numbers round to it, and what a network makes of them.
#include "support/catch.hpp"
#include "support/closeness.hpp"
#include "support/reference_network.hpp"

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
// The sum of all |weight · input| is 3 · 780 + 4 · 20.
static_assert(std::bit_cast<std::uint32_t>(weighted_by_narrow()) >> 31 == 1 &&
              weighted_by_narrow() + 60 < 2420 * 0x1p-8f &&
              weighted_by_narrow() + 60 > -2420 * 0x1p-8f);

/// The first weight, row by row, that is further off than rounding is, or the sign of a weight;
/// none if it is empty.
template <class Narrow, class Net>
std::string wrong_weight(const Narrow& narrow, const Net& net) {
  std::string wrong;
  const auto compare = [&](const auto& rounded, const auto& exact) {
    for (std::size_t r = 0; r < rounded.rows; ++r) {
      for (std::size_t c = 0; c < rounded.columns; ++c) {
        const float error = std::abs(rounded(r, c) - exact(r, c));
        if (wrong.empty() && error > 0x1p-8f * std::abs(exact(r, c)) && error > 0x1p-63f)
          wrong = std::to_string(exact(r, c)) + " became " + std::to_string(rounded(r, c));
      }
    }
  };
  compare(narrow.template layer<0>().template get<0>(), net.template layer<0>().template get<0>());
  compare(narrow.template layer<1>().template get<0>(), net.template layer<1>().template get<0>());
  return wrong;
}

/// A layer in loops, with the weights that a narrow one computes with.
template <class Layer>
test::reference_layer in_loops(const Layer& layer, const std::string& activation) {
  test::reference_layer result{Layer::inputs, Layer::outputs, activation, {}, {}};
  for (std::size_t r = 0; r < Layer::outputs; ++r) {
    for (std::size_t c = 0; c < Layer::inputs; ++c) result.weights.push_back(layer.weights(r, c));
    result.bias.push_back(layer.bias(r));
  }
  return result;
}

/// One sample and many of tanh and a last layer that is linear, against loops.
template <std::size_t Inputs, std::size_t Units>
void check_outputs() {
  using Net = nn::network<nn::input<Inputs>, nn::dense<Units, nn::tanh>, nn::dense<3>>;
  const std::string name = std::to_string(Inputs) + "-" + std::to_string(Units) + "-3";
  static Net net;
  nn::initialize(net, nn::xavier_uniform{.seed = 3});
  static const nn::with_weights<nn::bfloat16, Net> narrow(net);
  CHECK(wrong_weight(narrow, net) == "");
  const test::reference_network reference{{in_loops(narrow.template layer<0>(), "tanh"),
                                           in_loops(narrow.template layer<1>(), "identity")}};
  constexpr std::size_t samples = 37;
  std::mt19937 random(5);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> xs(samples * Net::inputs), ys(samples * Net::outputs);
  for (float& x : xs) x = uniform(random);

  test::closeness outputs(name + ", outputs", test::tolerance_of<float>);
  test::closeness singles(name + ", one sample", test::tolerance_of<float>);
  narrow.predict(xs, ys);
  const auto expected =
      reference.run("mean_squared_error", samples, {xs.begin(), xs.end()}, test::reals(ys.size()))
          .output;
  for (std::size_t s = 0; s < samples; ++s) {
    const auto x = std::span(xs).subspan(s * Net::inputs).template first<Net::inputs>();
    const auto y = narrow(x);
    for (std::size_t i = 0; i < Net::outputs; ++i) {
      const auto number = static_cast<double>(expected[s * Net::outputs + i]);
      outputs.compare(ys[s * Net::outputs + i], number, i);
      singles.compare(y[i], number, i);
    }
  }
}

template <std::size_t Inputs, std::size_t... Units>
void check_widths(std::index_sequence<Units...>) {
  (check_outputs<Inputs, Units>(), ...);
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

TEST_CASE("unit.narrow_weights.pairs") {
  // Of each half, whatever the other: as near as it can be, and no further off than a bfloat16.
  std::mt19937 random(7);
  std::uniform_real_distribution<float> uniform(-2, 2);
  for (std::uint32_t bits = 0; bits <= 0xffff; ++bits) {
    const auto below = nn::bfloat16::of_bits(static_cast<std::uint16_t>(bits));
    const auto joined = [&](std::uint32_t half) { return of_bits(half << 16 | bits); };
    const float scale = std::ldexp(1.0f, static_cast<int>(bits % 180) - 60);
    const float number = bits % 16 == 0 ? scale : uniform(random) * scale;
    const std::uint32_t half = nn::simd::half_above(below, number).bits();
    const float error = std::abs(joined(half) - number);
    if (!(error <= 0x1p-8f * std::abs(number)) && !(error <= 0x1p-63f))
      FAIL(number << " became " << joined(half));
    if (std::abs(number) > 0x1p-63f && (std::abs(joined(half + 1) - number) < error / 2 ||
                                        std::abs(joined(half - 1) - number) < error / 2))
      FAIL(number << " became " << joined(half) << ", which is not the nearest");
    // What it became, it stays.
    if (nn::simd::half_above(below, joined(half)).bits() != half)
      FAIL(joined(half) << " is not itself");

    const float zero = joined(nn::simd::half_above(below, 0.0f).bits());
    if (bits != 0 && !(std::isnormal(zero) && std::abs(zero) <= 0x1p-63f))
      FAIL("zero became " << zero);
    const float largest = std::numeric_limits<float>::max();
    const float infinity = std::numeric_limits<float>::infinity();
    if (!std::isnan(joined(nn::simd::half_above(below, NAN).bits()))) FAIL("a number of none");
    if (bits != 0 && !std::isnan(joined(nn::simd::half_above(below, -infinity).bits())))
      FAIL("a number of infinity");
    const float most = joined(nn::simd::half_above(below, -largest).bits());
    if (bits != 0 && !(-most >= largest * (1 - 0x1p-7f) && -most <= largest))
      FAIL("the largest became " << most);
  }
  CHECK(nn::simd::half_above(0.0f, 0.0f).bits() == 0);
  CHECK(float(nn::simd::half_above(0.0f, -1.01f)) == float(nn::bfloat16(-1.01f)));
}

TEST_CASE("unit.narrow_weights.assignment") {
  static nn::matrix<nn::bfloat16, 700, 3> narrow;
  static nn::matrix<float, 700, 3> exact;
  std::mt19937 random(3);
  std::uniform_real_distribution<float> uniform(-2, 2);
  const auto off_by = [&] {
    float worst = 0;
    for (std::size_t r = 0; r < 700; ++r) {
      for (std::size_t c = 0; c < 3; ++c) {
        worst = std::max(
            worst, std::abs(std::as_const(narrow)(r, c) - exact(r, c)) / std::abs(exact(r, c)));
      }
    }
    return worst;
  };
  const auto draw = [&](std::size_t r, std::size_t c) {
    exact(r, c) = uniform(random);
    narrow(r, c) = exact(r, c);
  };
  for (std::size_t r = 0; r < 700; ++r) {
    for (std::size_t c = 0; c < 3; ++c) draw(r, c);
  }
  CHECK(off_by() <= 0x1p-8f);
  // All in all they are as near as to bfloat16.
  double squares = 0, squares_of_nearest = 0;
  for (std::size_t r = 0; r < 700; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      squares += std::pow(std::as_const(narrow)(r, c) / exact(r, c) - 1, 2);
      squares_of_nearest += std::pow(nn::bfloat16(exact(r, c)) / exact(r, c) - 1, 2);
    }
  }
  CHECK(squares < 1.1 * squares_of_nearest);
  CHECK(squares > squares_of_nearest / 1.1);
  // In any other order what was set before moves once more.
  for (std::size_t r = 700; r-- > 0;) {
    for (std::size_t c = 0; c < 3; ++c) draw(r, c);
  }
  CHECK(off_by() <= 0x1.02p-7f);
  narrow(69, 2) = narrow(3, 1);
  CHECK(narrow(69, 2) == Approx(exact(3, 1)).epsilon(0x1p-6));

  narrow.fill(0.3f);
  exact.fill(0.3f);
  CHECK(off_by() <= 0x1p-8f);
  const auto same = narrow;
  CHECK(same == narrow);
  narrow(5, 2) = 0.4f;
  CHECK(!(same == narrow));
}

TEST_CASE("unit.narrow_weights.there and back") {
  static policy net;
  nn::initialize(net, nn::xavier_uniform{.seed = 4});
  static const narrow_policy narrow(net);
  static const policy wide(narrow);
  static const narrow_policy again(wide);
  CHECK(again.layer<1>().get<0>() == narrow.layer<1>().get<0>());
  CHECK(policy(again).layer<1>().get<0>() == wide.layer<1>().get<0>());
}

TEST_CASE("unit.narrow_weights.outputs are those of the weights as they are stored") {
  check_widths<1>(std::index_sequence<1, 16, 33>{});
  check_widths<5>(std::index_sequence<1, 3, 8, 9, 16, 17, 32, 33, 80, 130>{});
  check_widths<40>(std::index_sequence<7, 17, 18, 33, 34, 48, 80>{});
  check_widths<18>(std::index_sequence<64>{});
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
