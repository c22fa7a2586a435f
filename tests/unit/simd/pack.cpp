// Every operation of every register width against the scalar twin.
#include "support/catch.hpp"

#include <ctnn/simd/pack.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace simd = ctnn::simd;

namespace {

template <class T>
using limits = std::numeric_limits<T>;

/// Equal, signs of zeros included, or both no number.
template <class T>
bool same(T a, T b) {
  return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

template <class T>
std::vector<T> samples() {
  std::vector<T> values;
  for (const T x :
       {T(0), T(0.5), T(1), T(1.25), T(1.5), T(2), T(2.5), T(3.3), T(47.1), T(1e-3), T(1e30),
        limits<T>::min(), limits<T>::max(), limits<T>::denorm_min(), limits<T>::min() / 8,
        limits<T>::epsilon(), limits<T>::infinity(), limits<T>::quiet_NaN()}) {
    values.push_back(x);
    values.push_back(-x);
  }
  return values;
}

/// Whether an operation on packs of N is that on the twins, in every lane, for every tuple of
/// values; each lane holds another value, so that none passes for its neighbour.
template <class T, std::size_t N, class F>
bool unary(const std::vector<T>& values, F operation) {
  for (std::size_t start = 0; start < values.size(); ++start) {
    const auto value = [&](std::size_t lane) { return values[(start + lane) % values.size()]; };
    T lanes[N];
    operation(simd::pack<T, N>::generate(value)).store(lanes);
    for (std::size_t i = 0; i < N; ++i) {
      T expected;
      operation(simd::pack<T, 1>(value(i))).store(&expected);
      if (same(lanes[i], expected)) continue;
      UNSCOPED_INFO("of " << value(i) << ": " << lanes[i] << ", not " << expected);
      return false;
    }
  }
  return true;
}
template <class T, std::size_t N, class F>
bool binary(const std::vector<T>& values, F operation) {
  bool all = true;
  for (const T other : values) {
    all = all && unary<T, N>(values, [&](auto a) { return operation(a, decltype(a)(other)); });
    all = all && unary<T, N>(values, [&](auto a) { return operation(decltype(a)(other), a); });
  }
  return all;
}

struct least {
  static constexpr int value = -1;
};
struct most {
  static constexpr double value = 1.5;
};

template <class T, std::size_t N>
void arithmetic() {
  const auto values = samples<T>();
  CHECK(binary<T, N>(values, [](auto a, auto b) { return a + b; }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return a - b; }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return a * b; }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return a / b; }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return min(a, b); }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return max(a, b); }));
  CHECK(binary<T, N>(values, [](auto a, auto b) { return copysign(a, b); }));
  CHECK(unary<T, N>(values, [](auto a) {
    using P = decltype(a);
    return simd::clamped(P::constant(least{}), a, P::constant(most{}));
  }));
  CHECK(unary<T, N>(values, [](auto a) { return -a; }));
  CHECK(unary<T, N>(values, [](auto a) { return abs(a); }));
  CHECK(unary<T, N>(values, [](auto a) { return sqrt(a); }));
}

template <class T, std::size_t N>
void comparison() {
  const auto values = samples<T>();
  const auto check = [&](auto compare) {
    CHECK(binary<T, N>(values, [&](auto a, auto b) {
      return select(compare(a, b), decltype(a)(T(1)), decltype(a)(T(2)));
    }));
    CHECK(binary<T, N>(values, [&](auto a, auto b) { return select(compare(a, b), a, b); }));
    CHECK(binary<T, N>(values, [&](auto a, auto b) { return select_or_zero(compare(a, b), a); }));
  };
  check([](auto a, auto b) { return a == b; });
  check([](auto a, auto b) { return a != b; });
  check([](auto a, auto b) { return a < b; });
  check([](auto a, auto b) { return a <= b; });
  check([](auto a, auto b) { return a > b; });
  check([](auto a, auto b) { return a >= b; });
  check([](auto a, auto b) { return a > decltype(a)(T(-1)) && b < decltype(a)(T(1)); });
  check([](auto a, auto b) { return a < b || b < decltype(a)(T(-1)); });
  check([](auto a, auto b) { return !(a < b) && !(b < a); });
}

/// Off by a unit in the last place of the quotient, and by another one of the root below it.
template <class T, std::size_t N>
void quotients_by_roots() {
  using P = simd::pack<T, N>;
  const auto lane = [](T a, T b, T c) {
    T lanes[N];
    over_root(P(a), P(b), P(c)).store(lanes);
    return lanes[N - 1];
  };
  for (T b = T(1e-20); b < T(1e20); b *= T(1.0371)) {
    for (const T c : {T(0), T(1e-8), T(0.37), T(3e7)}) {
      const T exact = T(-1.9999) / (std::sqrt(b) + c);
      if (!(std::abs(lane(T(-1.9999), b, c) - exact) <= 2 * limits<T>::epsilon() * std::abs(exact)))
        FAIL("-1.9999 / (sqrt(" << b << ") + " << c << ")");
    }
  }
  constexpr T none = limits<T>::quiet_NaN(), infinity = limits<T>::infinity();
  CHECK(lane(0, 0, T(1e-8)) == 0);
  CHECK(lane(T(3), infinity, T(1e-8)) == 0);
  CHECK(lane(T(3), limits<T>::max(), T(1e-8)) > 0);
  CHECK(std::isnan(lane(none, T(1), T(1))));
  CHECK(std::isnan(lane(T(1), none, T(1))));
  // Next to nothing beside a number is nothing.
  for (const T little : {T(0), limits<T>::denorm_min(), limits<T>::min()})
    CHECK(std::abs(lane(T(1), little, T(1e-8)) - T(1e8)) <= T(1e8) * 2 * limits<T>::epsilon());
}

/// Fused or not is the target's choice, so the twin may differ; with the instruction it is fused.
template <class T, std::size_t N>
void multiply_add() {
  for (const T a : {T(1) + limits<T>::epsilon(), T(-3.7), T(0), T(1e10)}) {
    for (const T b : {T(1) - limits<T>::epsilon(), T(0.1), T(-7)}) {
      for (const T c : {T(-1), T(0.37), T(1e10)}) {
        volatile T product = a * b;
        const T separate = product + c;
        const T fused = std::fma(a, b, c);
        T lanes[N];
        fma(simd::pack<T, N>(a), simd::pack<T, N>(b), simd::pack<T, N>(c)).store(lanes);
        for (std::size_t i = 0; i < N; ++i) {
#if defined(__FMA__)
          if constexpr (N > 1) CHECK(lanes[i] == fused);
#endif
          CHECK((lanes[i] == fused || lanes[i] == separate));
        }
      }
    }
  }
}

template <class T, std::size_t N>
void bits() {
  using layout = simd::float_layout<T>;
  std::vector<T> exponents;
  for (int n = 1 - layout::bias; n <= layout::bias; ++n) exponents.push_back(static_cast<T>(n));
  CHECK(unary<T, N>(exponents, [](auto n) { return power_of_two(n); }));
  std::vector<T> positive;
  for (const T m : {T(1), T(1.0001), T(1.5), T(2) - limits<T>::epsilon()}) {
    for (int n = 1 - layout::bias; n <= layout::bias; n += 3) positive.push_back(std::ldexp(m, n));
  }
  CHECK(unary<T, N>(positive, [](auto a) { return exponent(a); }));
  CHECK(unary<T, N>(positive, [](auto a) { return mantissa(a); }));
}

template <class T, std::size_t N>
void scaling() {
  using layout = simd::float_layout<T>;
  constexpr int most = 2 * layout::bias;
  for (const T a : {T(1), T(0.7), T(-1.3), T(2), T(0.5) + limits<T>::epsilon()}) {
    for (int n = -most; n <= most; ++n) {
      T lanes[N];
      scale(simd::pack<T, N>(a), simd::pack<T, N>(static_cast<T>(n))).store(lanes);
      for (const T lane : lanes) {
        if (!same(lane, std::ldexp(a, n))) FAIL(a << " * 2^" << n << " is not " << lane);
      }
    }
  }
  constexpr T rounding = T(1.5) * T(std::int64_t{1} << layout::mantissa_bits);
  for (const T a : {T(1), T(0.7), T(-1.3)}) {
    for (int n = 2 - layout::bias; n < layout::bias; ++n) {
      T lanes[N];
      scale_normal(simd::pack<T, N>(a), simd::pack<T, N>(rounding + static_cast<T>(n)))
          .store(lanes);
      for (const T lane : lanes) {
        if (!same(lane, std::ldexp(a, n))) FAIL(a << " * 2^" << n << " is not " << lane);
      }
    }
  }
  T lanes[N];
  const simd::pack<T, N> none(limits<T>::quiet_NaN());
  scale(none, simd::pack<T, N>(T(-3))).store(lanes);
  CHECK(std::isnan(lanes[N - 1]));
  scale(none, none).store(lanes);
  CHECK(std::isnan(lanes[N - 1]));
}

template <class T, std::size_t N>
void memory() {
  using P = simd::pack<T, N>;
  T source[N + 1], target[N + 1];
  for (std::size_t i = 0; i <= N; ++i) source[i] = static_cast<T>(i + 1);
  P::load(source + 1).store(target);
  for (std::size_t i = 0; i < N; ++i) CHECK(target[i] == source[i + 1]);
  for (std::size_t count = 1; count <= N; ++count) {
    for (T& number : target) number = T(-1);
    P::load_partial(source, count).store(target);
    for (std::size_t i = 0; i < N; ++i) CHECK(target[i] == (i < count ? source[i] : T(0)));
    for (T& number : target) number = T(-1);
    P::load(source).store_partial(target, count);
    for (std::size_t i = 0; i <= N; ++i) CHECK(target[i] == (i < count ? source[i] : T(-1)));
    select(P::first_lanes(count), P(T(1)), P(T(0))).store(target);
    for (std::size_t i = 0; i < N; ++i) CHECK(target[i] == (i < count ? T(1) : T(0)));
  }
  select(P::first_lanes(0), P(T(1)), P(T(0))).store(target);
  for (std::size_t i = 0; i < N; ++i) CHECK(target[i] == T(0));
}

/// As above, of numbers of lanes that are known.
template <class T, std::size_t N>
void parts() {
  [&]<std::size_t... Less>(std::index_sequence<Less...>) {
    const auto check = [&]<std::size_t Count>() {
      T source[N], target[N + 1];
      for (std::size_t i = 0; i < N; ++i) source[i] = static_cast<T>(i + 1);
      for (T& number : target) number = T(-1);
      simd::pack<T, N>::load(source).template store_in_parts<Count>(target);
      for (std::size_t i = 0; i <= N; ++i) CHECK(target[i] == (i < Count ? source[i] : T(-1)));
    };
    (check.template operator()<Less + 1>(), ...);
  }
  (std::make_index_sequence<N>{});
}

template <class T, std::size_t N>
void reduction() {
  const auto lane = [](std::size_t i) { return static_cast<T>((i * 7 + 3) % 11) - T(5); };
  T total = 0, most = lane(0);
  for (std::size_t i = 0; i < N; ++i) {
    total += lane(i);
    most = std::max(most, lane(i));
  }
  const auto values = simd::pack<T, N>::generate(lane);
  CHECK(sum(values) == total);
  CHECK(maximum(values) == most);
}

template <class T, std::size_t N>
void every_operation() {
  INFO(N << " numbers of " << sizeof(T) << " bytes");
  arithmetic<T, N>();
  quotients_by_roots<T, N>();
  comparison<T, N>();
  multiply_add<T, N>();
  bits<T, N>();
  scaling<T, N>();
  memory<T, N>();
  parts<T, N>();
  reduction<T, N>();
  if constexpr (N * sizeof(T) > 16) every_operation<T, N / 2>();
}

static_assert(scale(simd::pack<float, 1>(1.5f), simd::pack<float, 1>(128.0f)) ==
              limits<float>::infinity());
static_assert(scale(simd::pack<double, 1>(-1.5), simd::pack<double, 1>(1023.0)) == -0x1.8p+1023);

}  // namespace

TEST_CASE("unit.simd.pack.float") {
  every_operation<float, simd::native_width<float>>();
  every_operation<float, 1>();
}
TEST_CASE("unit.simd.pack.double") {
  every_operation<double, simd::native_width<double>>();
  every_operation<double, 1>();
}
