// Errors in units in the last place against the standard library in a wider type, the special
// values, and constant evaluation. The bounds are those that the headers state.
#include "support/catch.hpp"
#include "support/math_functions.hpp"
#include "support/ulps.hpp"

namespace simd = ctnn::simd;

namespace {

using namespace support;

template <std::size_t N, class F, class T>
void check_width(const std::vector<T>& values) {
  check_errors<F>(values, [](const T* x, T* y, std::size_t count) { apply<N>(F{}, x, y, count); });
}

/// The native pack and the scalar twin, of which every 17th number is enough: it is slow.
template <class F, class T>
void check_type() {
  const std::vector<T>& values = arguments<T>();
  check_width<simd::native_width<T>, F>(values);
  std::vector<T> some;
  for (std::size_t i = 0; i < values.size(); i += 17) some.push_back(values[i]);
  check_width<1, F>(some);
}
template <class F>
void check_errors(F) {
  check_type<F, float>();
  check_type<F, double>();
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

}  // namespace

TEST_CASE("unit.simd.exp") { check_errors(exp_function{}); }
TEMPLATE_TEST_CASE("unit.simd.exp.special", "", float, double) {
  const auto f = scalar<TestType>(exp_function{});
  CHECK(f(0) == 1);
  CHECK(f(TestType(-0.0)) == 1);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == infinity<TestType>);
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.expm1") { check_errors(expm1_function{}); }
TEMPLATE_TEST_CASE("unit.simd.expm1.special", "", float, double) {
  const auto f = scalar<TestType>(expm1_function{});
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(limits<TestType>::denorm_min()) == limits<TestType>::denorm_min());
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == infinity<TestType>);
  CHECK(f(-infinity<TestType>) == -1);
  CHECK(f(limits<TestType>::lowest()) == -1);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.log") { check_errors(log_function{}); }
TEMPLATE_TEST_CASE("unit.simd.log.special", "", float, double) {
  const auto f = scalar<TestType>(log_function{});
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

TEST_CASE("unit.simd.log1p") { check_errors(log1p_function{}); }
TEMPLATE_TEST_CASE("unit.simd.log1p.special", "", float, double) {
  const auto f = scalar<TestType>(log1p_function{});
  CHECK(minus_zero(f(TestType(-0.0))));
  CHECK(f(limits<TestType>::denorm_min()) == limits<TestType>::denorm_min());
  CHECK(f(-1) == -infinity<TestType>);
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(std::isnan(f(TestType(-1.5))));
  CHECK(std::isnan(f(-infinity<TestType>)));
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.tanh") { check_errors(tanh_function{}); }
TEMPLATE_TEST_CASE("unit.simd.tanh.special", "", float, double) {
  const auto f = scalar<TestType>(tanh_function{});
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

TEST_CASE("unit.simd.sigmoid") { check_errors(sigmoid_function{}); }
TEMPLATE_TEST_CASE("unit.simd.sigmoid.special", "", float, double) {
  const auto f = scalar<TestType>(sigmoid_function{});
  CHECK(f(0) == TestType(0.5));
  CHECK(f(infinity<TestType>) == 1);
  CHECK(f(limits<TestType>::max()) == 1);
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.softplus") { check_errors(softplus_function{}); }
TEMPLATE_TEST_CASE("unit.simd.softplus.special", "", float, double) {
  const auto f = scalar<TestType>(softplus_function{});
  CHECK(f(infinity<TestType>) == infinity<TestType>);
  CHECK(f(limits<TestType>::max()) == limits<TestType>::max());
  CHECK(f(-infinity<TestType>) == 0);
  CHECK(f(limits<TestType>::lowest()) == 0);
  CHECK(std::isnan(f(not_a_number<TestType>)));
}

TEST_CASE("unit.simd.erf") { check_errors(erf_function{}); }
TEMPLATE_TEST_CASE("unit.simd.erf.special", "", float, double) {
  const auto f = scalar<TestType>(erf_function{});
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
