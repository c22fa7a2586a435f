// Activations that are bounds, where others are seldom asked: at their kinks, at infinity, and of
// what is no number.
#include "support/catch.hpp"

#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/nn/activation.hpp>
#include <ctnn/tensor.hpp>

#include <array>
#include <cmath>
#include <limits>

namespace {

template <class T>
constexpr T infinity = std::numeric_limits<T>::infinity();

template <class T>
struct point {
  T z, value, slope;
};

/// So many that they fill registers, with a rest.
constexpr std::size_t copies = 5;

template <class T, std::size_t N, class F>
void check(F f, const std::array<point<T>, N>& points) {
  constexpr std::size_t count = copies * N;
  constexpr ctnn::variable<"z", T, count> z{};
  constexpr ctnn::variable<"dy", T, count> dy{};
  ctnn::vector<T, count> at, twos;
  for (std::size_t i = 0; i < count; ++i) {
    at(i) = points[i % N].z;
    twos(i) = T(2);
  }
  const auto values = evaluate(f(z), with_value(z, at));
  const auto slopes =
      evaluate(differentiate(sum(hadamard(dy, f(z))), z), with_value(z, at), with_value(dy, twos));
  for (std::size_t i = 0; i < count; ++i) {
    INFO("at " << at(i));
    CHECK(values(i, 0) == points[i % N].value);
    CHECK(slopes(i, 0) == 2 * points[i % N].slope);
  }
}

/// What is no number stays so, wherever it is in a register.
template <class T, class F>
void check_no_number(F f) {
  constexpr std::size_t count = 35;
  for (std::size_t place = 0; place < count; ++place) {
    ctnn::vector<T, count> z;
    for (std::size_t i = 0; i < count; ++i) z(i) = T(-7) + static_cast<T>(i) / 2;
    z(place) = std::numeric_limits<T>::quiet_NaN();
    const ctnn::vector<T, count> y = f(z);
    for (std::size_t i = 0; i < count; ++i) CHECK(std::isnan(y(i)) == (i == place));
  }
}

}  // namespace

TEMPLATE_TEST_CASE("unit.expr.piecewise", "", float, double) {
  using T = TestType;
  using p = point<T>;
  constexpr T most = std::numeric_limits<T>::max(), leak = T(0.01);
  check(ctnn::hard_tanh,
        std::array{p{-infinity<T>, -1, 0}, p{-most, -1, 0}, p{-1, -1, 0}, p{T(-0.5), T(-0.5), 1},
                   p{0, 0, 1}, p{T(0.5), T(0.5), 1}, p{1, 1, 0}, p{infinity<T>, 1, 0}});
  check(ctnn::relu6,
        std::array{p{-infinity<T>, 0, 0}, p{-1, 0, 0}, p{0, 0, 0}, p{T(0.5), T(0.5), 1}, p{5, 5, 1},
                   p{6, 6, 0}, p{most, 6, 0}, p{infinity<T>, 6, 0}});
  check(ctnn::hard_sigmoid, std::array{p{-infinity<T>, 0, 0}, p{-3, 0, 0}, p{0, T(0.5), T(1) / 6},
                                       p{3, 1, 0}, p{most, 1, 0}, p{infinity<T>, 1, 0}});
  check(ctnn::leaky_relu,
        std::array{p{-infinity<T>, -infinity<T>, leak}, p{-100, leak * -100, leak}, p{0, 0, leak},
                   p{2, 2, 1}, p{most, most, 1}, p{infinity<T>, infinity<T>, 1}});
}
TEMPLATE_TEST_CASE("unit.expr.piecewise of what is no number", "", float, double) {
  check_no_number<TestType>(ctnn::hard_tanh);
  check_no_number<TestType>(ctnn::relu6);
  check_no_number<TestType>(ctnn::hard_sigmoid);
  check_no_number<TestType>(ctnn::leaky_relu);
}
// A constant beyond float is infinity in a comparison, whatever it is compared with.
TEST_CASE("unit.expr.select by a constant beyond float") {
  ctnn::vector<float, 19> x;
  for (std::size_t i = 0; i < 19; ++i) x(i) = static_cast<float>(i);
  const ctnn::vector<float, 19> y = select(x < 1e300, x, -1.0f);
  for (std::size_t i = 0; i < 19; ++i) CHECK(y(i) == x(i));
}

// max(z, 0) is not less honest than relu(z): whichever of the two is not a number, and whether the
// other is a constant, a tensor or that is the largest of many.
TEMPLATE_TEST_CASE("unit.expr.min and max.of what is no number", "", float, double) {
  using T = TestType;
  constexpr std::size_t count = 21;
  constexpr T none = std::numeric_limits<T>::quiet_NaN();
  constexpr auto zero = ctnn::fraction<0>;
  ctnn::vector<T, count> ones;
  for (T& number : ones) number = 1;
  for (std::size_t i = 0; i < count; ++i) {
    CAPTURE(i);
    ctnn::vector<T, count> x = ones;
    x(i) = none;
    CHECK(std::isnan(evaluate(max(x))(0, 0)));
    CHECK(std::isnan(evaluate(max_features(x))(0, 0)));
    CHECK(std::isnan(evaluate(-max(-x))(0, 0)));
    const ctnn::vector<T, count> found[] = {max(x, zero), max(zero, x), min(x, zero), min(zero, x),
                                            max(x, 0.5),  min(0.5, x),  max(x, ones), max(ones, x),
                                            min(x, ones), min(ones, x)};
    for (const auto& y : found) {
      for (std::size_t j = 0; j < count; ++j) CHECK(std::isnan(y(j)) == (i == j));
    }
  }
  ctnn::matrix<T, 3, count> samples;
  samples(1, 17) = none;
  const ctnn::matrix<T, 1, count> by_sample = max_features(samples);
  for (std::size_t j = 0; j < count; ++j) CHECK(std::isnan(by_sample(0, j)) == (j == 17));
  const ctnn::vector<T, 3> by_feature = max_samples(samples);
  for (std::size_t j = 0; j < 3; ++j) CHECK(std::isnan(by_feature(j)) == (j == 1));
}

// An operation of a user's, whose comparisons are of registers.
struct between_t : ctnn::elementwise<between_t> {
  template <class P>
  static constexpr P value(P z) {
    return select((z > P(-1) && z < P(1)) || !(z < P(3)), z, P(0));
  }
};

TEMPLATE_TEST_CASE("unit.expr.select of several comparisons in an operation", "", float, double) {
  ctnn::vector<TestType, 37> x;
  for (std::size_t i = 0; i < 37; ++i) x(i) = static_cast<TestType>(i) / 4 - 4;
  const ctnn::vector<TestType, 37> y = between_t{}(x);
  for (std::size_t i = 0; i < 37; ++i) {
    const bool holds = (x(i) > -1 && x(i) < 1) || x(i) >= 3;
    CHECK(y(i) == (holds ? x(i) : TestType(0)));
  }
}
