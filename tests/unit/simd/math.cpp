// Errors in units in the last place against the standard library in a wider type, the special
// values, and constant evaluation. The bounds are those that the headers state.
#include "support/catch.hpp"

#include <ctnn/simd.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace simd = ctnn::simd;

namespace {

template <class T>
using limits = std::numeric_limits<T>;

/// The type of references: at least 11 bits more than T.
template <class T>
using wide = std::conditional_t<sizeof(T) == 4, double, long double>;

/// |got - expected| in units in the last place of T at expected, subnormal results included.
template <class T>
double error_in_ulp(T got, wide<T> expected) {
  const T rounded = static_cast<T>(expected);
  if (std::isnan(rounded) || std::isinf(rounded) || std::isnan(got) || std::isinf(got)) {
    const bool same = std::isnan(rounded) ? std::isnan(got) : got == rounded;
    return same ? 0.0 : limits<double>::infinity();
  }
  int exponent = limits<T>::min_exponent;
  if (rounded != 0) std::frexp(expected, &exponent);
  exponent = std::max(exponent, limits<T>::min_exponent);
  return static_cast<double>(
      std::ldexp(std::abs(static_cast<wide<T>>(got) - expected), limits<T>::digits - exponent));
}

/// Every 769th pattern of a float; two million random doubles, of which a third are random
/// patterns, a third uniform where the functions bend, and a third uniform in the exponent.
template <class T>
const std::vector<T>& arguments() {
  static const std::vector<T> all = [] {
    std::vector<T> values;
    if constexpr (sizeof(T) == 4) {
      for (std::uint64_t bits = 0; bits < std::uint64_t{1} << 32; bits += 769) {
        values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
      }
    } else {
      std::mt19937_64 random(20240229);
      std::uniform_real_distribution<double> unit(-1, 1);
      for (int i = 0; i < 700000; ++i) {
        constexpr double ranges[] = {1, 6, 40, 750};
        values.push_back(std::bit_cast<double>(random()));
        values.push_back(unit(random) * ranges[i % 4]);
        values.push_back(std::exp2(unit(random) * 60) * (i % 2 == 0 ? 1 : -1));
      }
    }
    // Whole packs only.
    values.resize(values.size() / 64 * 64);
    return values;
  }();
  return all;
}

template <class T, std::size_t N, class F, class G>
void check_width(double bound, F function, G reference) {
  double worst = 0;
  T where = 0;
  const std::vector<T>& values = arguments<T>();
  // One number at a time is slow: every 17th is enough.
  const std::size_t step = N == 1 ? 17 : N;
  for (std::size_t i = 0; i + N <= values.size(); i += step) {
    T results[N];
    function(simd::pack<T, N>::load(&values[i])).store(results);
    for (std::size_t lane = 0; lane < N; ++lane) {
      const double error =
          error_in_ulp<T>(results[lane], reference(static_cast<wide<T>>(values[i + lane])));
      if (!(error <= worst)) {
        worst = error;
        where = values[i + lane];
      }
    }
  }
  INFO(N << " numbers of " << sizeof(T) << " bytes: worst at " << where);
  CHECK(worst <= bound);
}

/// The bounds for float and double, of the native pack and of the scalar twin.
template <class F, class G>
void check_errors(double of_float, double of_double, F function, G reference) {
  check_width<float, simd::native_width<float>>(of_float, function, reference);
  check_width<float, 1>(of_float, function, reference);
  check_width<double, simd::native_width<double>>(of_double, function, reference);
  check_width<double, 1>(of_double, function, reference);
}

/// A function of packs as one of numbers, computed by the last lane of a native pack.
template <class T, class F>
auto scalar(F function) {
  return [function](T x) {
    T lanes[simd::native_width<T>];
    function(simd::native_pack<T>(x)).store(lanes);
    return lanes[simd::native_width<T> - 1];
  };
}

template <class T>
constexpr T infinity = limits<T>::infinity();
template <class T>
constexpr T not_a_number = limits<T>::quiet_NaN();

bool minus_zero(double x) { return x == 0 && std::signbit(x); }

constexpr auto exp_ = [](auto x) { return exp(x); };
constexpr auto expm1_ = [](auto x) { return expm1(x); };
constexpr auto log_ = [](auto x) { return log(x); };
constexpr auto log1p_ = [](auto x) { return log1p(x); };
constexpr auto tanh_ = [](auto x) { return tanh(x); };
constexpr auto sigmoid_ = [](auto x) { return sigmoid(x); };
constexpr auto softplus_ = [](auto x) { return softplus(x); };
constexpr auto erf_ = [](auto x) { return erf(x); };

}  // namespace

TEST_CASE("unit.simd.exp") {
  check_errors(1.1, 1.1, exp_, [](auto x) { return std::exp(x); });
}
TEMPLATE_TEST_CASE("unit.simd.exp.special", "", float, double) {
  const auto f = scalar<TestType>(exp_);
  CHECK(f(0) == 1);
  CHECK(f(TestType(-0.0)) == 1);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == infinity<TestType>);
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.expm1") {
  check_errors(1.6, 2.1, expm1_, [](auto x) { return std::expm1(x); });
}
TEMPLATE_TEST_CASE("unit.simd.expm1.special", "", float, double) {
  const auto f = scalar<TestType>(expm1_);
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(limits<TestType>::denorm_min()) == limits<TestType>::denorm_min());
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == infinity<TestType>);
  CHECK(f(-infinity<TestType>) == -1);
  CHECK(f(limits<TestType>::lowest()) == -1);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.log") {
  check_errors(0.9, 0.9, log_, [](auto x) { return std::log(x); });
}
TEMPLATE_TEST_CASE("unit.simd.log.special", "", float, double) {
  const auto f = scalar<TestType>(log_);
  CHECK(f(1) == 0);
  CHECK(f(0) == -infinity<TestType>);
  CHECK(f(TestType(-0.0)) == -infinity<TestType>);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(std::isnan(f(-limits<TestType>::denorm_min())));
  CHECK(std::isnan(f(-1)));
  CHECK(std::isnan(f(-infinity<TestType>)));
  CHECK(std::isnan(f(not_a_number<TestType>)));
  const TestType least = limits<TestType>::denorm_min();
  CHECK(error_in_ulp<TestType>(f(least), std::log(static_cast<wide<TestType>>(least))) <= 0.9);
}

TEST_CASE("unit.simd.log1p") {
  check_errors(1.5, 1.5, log1p_, [](auto x) { return std::log1p(x); });
}
TEMPLATE_TEST_CASE("unit.simd.log1p.special", "", float, double) {
  const auto f = scalar<TestType>(log1p_);
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(limits<TestType>::denorm_min()) == limits<TestType>::denorm_min());
  CHECK(f(-1) == -infinity<TestType>);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(std::isnan(f(TestType(-1.5))));
  CHECK(std::isnan(f(-infinity<TestType>)));
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.tanh") {
  check_errors(3.5, 3.5, tanh_, [](auto x) { return std::tanh(x); });
}
TEMPLATE_TEST_CASE("unit.simd.tanh.special", "", float, double) {
  const auto f = scalar<TestType>(tanh_);
  CHECK(f(0) == 0);
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(infinity<TestType>) == 1);
  CHECK(f(-infinity<TestType>) == -1);
  CHECK(f(limits<TestType>::max()) == 1);
  CHECK(f(20) == 1);
  CHECK(std::isnan(f(not_a_number<TestType>)));
  // Never beyond 1, on which 1 - tanh^2 >= 0 relies.
  for (TestType x = 4; x < 24; x += TestType(1) / 8192) {
    if (!(f(x) <= 1 && f(-x) >= -1)) FAIL("tanh(" << x << ") is beyond 1");
  }
}

// Of single precision all numbers from where a unit in the last place would make a difference.
TEST_CASE("unit.simd.tanh.never_beyond_one") {
  using P = simd::native_pack<float>;
  for (float x = 4; x < 9.1f;) {
    const P some = P::generate([&](std::size_t) {
      const float number = x;
      x = std::nextafter(x, 10.0f);
      return number;
    });
    const float most = maximum(tanh(some)), least = -maximum(-tanh(-some));
    if (!(most <= 1 && least >= -1)) FAIL("before tanh(" << x << ") there is one beyond 1");
  }
}

// Where e^-x overflows the result is zero, though the value is a subnormal number.
TEST_CASE("unit.simd.sigmoid") {
  const auto reference = [](auto x) {
    using W = decltype(x);
    constexpr bool of_float = std::is_same_v<W, wide<float>>;
    const W largest = of_float ? W(limits<float>::max()) : W(limits<double>::max());
    const W power = std::exp(-x);
    return power > largest ? W(0) : 1 / (1 + power);
  };
  check_errors(2.5, 2.5, sigmoid_, reference);
}
TEMPLATE_TEST_CASE("unit.simd.sigmoid.special", "", float, double) {
  const auto f = scalar<TestType>(sigmoid_);
  CHECK(f(0) == TestType(0.5));
  CHECK(f(infinity<TestType>) == 1);
  CHECK(f(limits<TestType>::max()) == 1);
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.softplus") {
  check_errors(2.1, 2.1, softplus_, [](auto x) {
    return std::isnan(x) ? x : std::max(x, decltype(x)(0)) + std::log1p(std::exp(-std::abs(x)));
  });
}
TEMPLATE_TEST_CASE("unit.simd.softplus.special", "", float, double) {
  const auto f = scalar<TestType>(softplus_);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == limits<TestType>::max());
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.erf") {
  check_errors(2.0, 2.1, erf_, [](auto x) { return std::erf(x); });
}
TEMPLATE_TEST_CASE("unit.simd.erf.special", "", float, double) {
  const auto f = scalar<TestType>(erf_);
  CHECK(f(0) == 0);
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(infinity<TestType>) == 1);
  CHECK(f(-infinity<TestType>) == -1);
  CHECK(f(limits<TestType>::max()) == 1);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

namespace {

using F = simd::pack<float, 1>;
using D = simd::pack<double, 1>;

constexpr bool near(D a, double b) {
  return abs(a - D(b)) <= D((b < 0 ? -b : b) * 4 * limits<double>::epsilon());
}

static_assert(exp(F(0.0f)) == 1.0f && exp(F(-1000.0f)) == 0.0f);
static_assert(exp(F(1000.0f)) == infinity<float> && exp(D(1000.0)) == infinity<double>);
static_assert(exp(D(0.0)) == 1.0 && exp(D(-1000.0)) == 0.0);
static_assert(near(exp(D(1.0)), 2.718281828459045));
static_assert(near(expm1(D(1e-10)), 1.00000000005e-10));
static_assert(near(log(D(10.0)), 2.302585092994046) && log(D(0.0)) == -infinity<double>);
static_assert(near(log(D(5e-324)), -744.4400719213812));
static_assert(near(log1p(D(1e-10)), 9.9999999995e-11));
static_assert(near(tanh(D(0.5)), 0.46211715726000973) && tanh(D(1e300)) == 1.0);
static_assert(tanh(F(-1e30f)) == -1.0f && tanh(F(0.0f)) == 0.0f);
static_assert(near(sigmoid(D(-2.0)), 0.11920292202211757) && sigmoid(D(1e300)) == 1.0);
static_assert(sigmoid(D(-1e300)) == 0.0 && sigmoid(F(-1e30f)) == 0.0f);
static_assert(near(softplus(D(-50.0)), 1.9287498479639178e-22) && softplus(D(1e300)) == 1e300);
static_assert(near(erf(D(0.5)), 0.5204998778130465) && erf(F(-1e30f)) == -1.0f);

}  // namespace
