// What packs do with part of a register, with the lanes of one and with many at once, at every
// register width. Every lane holds another number, and all results are exact: a wrong lane shows.
#include "support/catch.hpp"
#include "support/guarded_pages.hpp"

#include <ctnn/simd/pack.hpp>

#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

namespace simd = ctnn::simd;

namespace {

template <class T>
using limits = std::numeric_limits<T>;

template <class T, std::size_t N>
simd::pack<T, N> none() {
  return simd::pack<T, N>(limits<T>::quiet_NaN());
}

/// Whether the first count lanes are number(lane), and the others zero.
template <class T, std::size_t N, class F>
bool holds(simd::pack<T, N> a, std::size_t count, F number) {
  T lanes[N];
  a.store(lanes);
  for (std::size_t i = 0; i < N; ++i) {
    const T expected = i < count ? number(i) : T(0);
    if (lanes[i] == expected && std::signbit(lanes[i]) == std::signbit(expected)) continue;
    UNSCOPED_INFO("lane " << i << " of " << N << ": " << lanes[i] << ", not " << expected);
    return false;
  }
  return true;
}

/// Calls check(count) for every count from the least to N, as a number that the compiler knows
/// and as one that it does not: they may be other instructions.
template <std::size_t N, class F>
void for_every_count(F check) {
  constexpr std::size_t least = N == 1 ? 1 : 0;  // the twin of one lane has no part
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (check(std::integral_constant<std::size_t, least + I>{}), ...);
  }
  (std::make_index_sequence<N + 1 - least>{});
  for (std::size_t count = least; count <= N; ++count) {
    volatile std::size_t hidden = count;
    check(static_cast<std::size_t>(hidden));
  }
}

// Beside the numbers at one end of the page nothing may be touched; at the other end their
// neighbours are seen to be left as they were.
template <class T, std::size_t N>
void memory() {
  using P = simd::pack<T, N>;
  const support::guarded_pages page;
  const auto number = [](std::size_t i) { return static_cast<T>(i + 1); };
  const auto negative = [](std::size_t i) { return -static_cast<T>(i + 1); };
  for_every_count<N>([&](auto count) {
    INFO(count << " of " << N);
    for (T* numbers : {page.first<T>(), page.last<T>(count)}) {
      const bool behind = numbers == page.first<T>();
      T* neighbour = behind ? numbers + count : numbers - N;
      for (std::size_t i = 0; i < N; ++i) neighbour[i] = T(-77);
      for (std::size_t i = 0; i < count; ++i) numbers[i] = number(i);
      CHECK(holds(P::load_partial(numbers, count), count, number));
      P::generate(negative).store_partial(numbers, count);
      bool written = true, kept = true;
      for (std::size_t i = 0; i < count; ++i) written = written && numbers[i] == negative(i);
      for (std::size_t i = 0; i < N; ++i) kept = kept && neighbour[i] == T(-77);
      CHECK(written);
      CHECK(kept);
    }
  });
}

template <class T, std::size_t N>
void first() {
  using P = simd::pack<T, N>;
  for (const T dropped : {T(1e30), limits<T>::infinity(), -limits<T>::infinity(),
                          limits<T>::quiet_NaN(), -limits<T>::quiet_NaN()}) {
    for_every_count<N>([&](std::size_t count) {
      INFO(dropped << " behind " << count << " of " << N);
      const auto number = [](std::size_t i) { return static_cast<T>(i) - T(2.5); };
      const P a = P::generate([&](std::size_t i) { return i < count ? number(i) : dropped; });
      CHECK(holds(a.first(count), count, number));
    });
    // What is kept is kept as it is.
    const auto same = [&](std::size_t i) { return i == 0 ? dropped : T(1); };
    if (!std::isnan(dropped)) CHECK(holds(P::generate(same).first(1), 1, same));
  }
  T lanes[N];
  none<T, N>().first(1).store(lanes);
  CHECK(std::isnan(lanes[0]));
}

template <class T, std::size_t N, std::size_t Rows, std::size_t Present>
void sums_of_rows() {
  using P = simd::pack<T, N>;
  const auto check = [](auto number) {
    P rows[Rows];
    for (P& row : rows) row = P(T(0));
    for (std::size_t r = 0; r < Present; ++r) {
      rows[r] = P::generate([&](std::size_t lane) { return number(r, lane); });
    }
    std::size_t asked = 0;
    bool in_order = true;
    const simd::pack<T, Rows> sums = P::template sums<Rows, Present>([&](std::size_t r) {
      in_order = in_order && r == asked++;
      return rows[r];
    });
    CHECK(in_order);
    CHECK((asked == Present || asked == Rows));
    CHECK(holds(sums.first(Present), Present, [&](std::size_t r) {
      T total = 0;
      for (std::size_t lane = 0; lane < N; ++lane) total += number(r, lane);
      return total;
    }));
  };
  // Squares: two that are exchanged between rows do not make up for two others.
  check([](std::size_t r, std::size_t lane) {
    return static_cast<T>((r * N + lane + 1) * (r * N + lane + 1));
  });
  // Each number by itself.
  for (std::size_t at = 0; at < Present * N; ++at) {
    check([=](std::size_t r, std::size_t lane) { return T(r * N + lane == at); });
  }
}
template <class T, std::size_t N>
void sums() {
  sums_of_rows<T, N, N, N>();
  constexpr std::size_t narrowest = 16 / sizeof(T);
  if constexpr (N > narrowest) sums_of_rows<T, N, narrowest, narrowest>();
  if constexpr (N > 2 * narrowest) sums_of_rows<T, N, 2 * narrowest, 2 * narrowest>();
  if constexpr (N >= narrowest) sums_of_rows<T, N, narrowest, 2>();
  if constexpr (N > 2 * narrowest) sums_of_rows<T, N, 2 * narrowest, 2>();
}

/// Of rows whose largest is in any one lane.
template <class T, std::size_t N, std::size_t Rows>
void maxima_of_rows() {
  using P = simd::pack<T, N>;
  for (std::size_t at = 0; at < N; ++at) {
    const auto number = [=](std::size_t r, std::size_t lane) {
      return lane == at ? -static_cast<T>(r) : -static_cast<T>(100 + lane);
    };
    const simd::pack<T, Rows> maxima = P::template folds<Rows, Rows>(
        [&](std::size_t r) { return P::generate([&](std::size_t i) { return number(r, i); }); },
        [](auto a, auto b) { return max(a, b); });
    CHECK(holds(maxima, Rows, [](std::size_t r) { return -static_cast<T>(r); }));
  }
}
template <class T, std::size_t N>
void maxima() {
  constexpr std::size_t narrowest = 16 / sizeof(T);
  if constexpr (N >= narrowest) maxima_of_rows<T, N, N>();
  if constexpr (N > narrowest) maxima_of_rows<T, N, narrowest>();
}

template <class T, std::size_t N>
void transpose() {
  using P = simd::pack<T, N>;
  P rows[N];
  for (std::size_t r = 0; r < N; ++r) {
    rows[r] = P::generate([=](std::size_t lane) { return static_cast<T>(r * N + lane + 1); });
  }
  P::transpose(rows);
  for (std::size_t r = 0; r < N; ++r) {
    CHECK(holds(rows[r], N, [=](std::size_t lane) { return static_cast<T>(lane * N + r + 1); }));
  }
}

template <class T, std::size_t N>
void halves() {
  const auto square = [](std::size_t i) { return static_cast<T>((i + 1) * (i + 1)); };
  const auto a = simd::pack<T, N>::generate(square);
  CHECK(
      holds(halves_added(a), N / 2, [&](std::size_t i) { return square(i) + square(i + N / 2); }));
  using half = simd::pack<T, N / 2>;
  const half low = half::generate(square);
  const half high = half::generate([&](std::size_t i) { return square(i + N / 2); });
  CHECK(holds(simd::pack<T, N>::joined(low, high), N, square));
}

template <class T, std::size_t N>
void multiply_adds() {
  using P = simd::pack<T, N>;
  const auto a = [](std::size_t i) { return static_cast<T>(i + 2); };
  const auto b = [](std::size_t i) { return static_cast<T>(3 * i) - T(7); };
  const auto c = [](std::size_t i) { return static_cast<T>(100 * (i + 1)); };
  const P x = P::generate(a), y = P::generate(b), z = P::generate(c);
  CHECK(holds(fma(x, y, z), N, [&](std::size_t i) { return a(i) * b(i) + c(i); }));
  CHECK(holds(fnma(x, y, z), N, [&](std::size_t i) { return c(i) - a(i) * b(i); }));
  CHECK(holds(fms(x, y, z), N, [&](std::size_t i) { return a(i) * b(i) - c(i); }));

  // (1 + e)(1 - e) = 1 - e², which only a fused operation tells from 1.
  const T e = limits<T>::epsilon();
  const P more(T(1) + e), less(T(1) - e), one(T(1));
  const auto is_exact = [](P difference, T exact) {
    T lanes[N];
    difference.store(lanes);
    bool all = true;
    for (const T lane : lanes) {
#if defined(__FMA__)
      all = all && (lane == exact || (N == 1 && lane == T(0)));
#else
      all = all && (lane == exact || lane == T(0));
#endif
    }
    return all;
  };
  CHECK(is_exact(fma(more, less, -one), -e * e));
  CHECK(is_exact(fnma(more, less, one), e * e));
  CHECK(is_exact(fms(more, less, one), -e * e));
}

template <class T, std::size_t N>
void folds() {
  using P = simd::pack<T, N>;
  // Each lane in turn holds the extreme, and each has its own share in the sum.
  for (std::size_t peak = 0; peak < N; ++peak) {
    const auto number = [=](std::size_t i) { return static_cast<T>((i + N - peak) % N + 1); };
    CHECK(maximum(-P::generate(number)) == T(-1));
    CHECK(maximum(P::generate(number)) == T(N));
    CHECK(sum(P::generate([=](std::size_t i) { return T(i == peak); })) == T(1));
  }
  T powers = 0;
  const auto power = [](std::size_t i) { return static_cast<T>(1u << i); };
  for (std::size_t i = 0; i < N; ++i) powers += power(i);
  CHECK(sum(P::generate(power)) == powers);

  CHECK(maximum(P(-limits<T>::infinity())) == -limits<T>::infinity());
  CHECK(std::isnan(sum(none<T, N>())));
  CHECK(std::isnan(maximum(none<T, N>())));
}

/// Where either is not a number, the second one is taken.
template <class T, std::size_t N>
void no_numbers() {
  using P = simd::pack<T, N>;
  const auto number = [](std::size_t i) { return static_cast<T>(i + 1); };
  const P numbers = P::generate(number);
  T lanes[N];
  for (const P taken : {max(none<T, N>(), numbers), min(none<T, N>(), numbers)}) {
    CHECK(holds(taken, N, number));
  }
  for (const P taken : {max(numbers, none<T, N>()), min(numbers, none<T, N>())}) {
    taken.store(lanes);
    bool all = true;
    for (const T lane : lanes) all = all && std::isnan(lane);
    CHECK(all);
  }
}

template <class T, std::size_t N>
void bounds() {
  using P = simd::pack<T, N>;
  constexpr T infinity = std::numeric_limits<T>::infinity();
  constexpr T numbers[] = {T(3), T(-3), T(5), T(-5), T(-0.0), infinity, -infinity, T(1e-30)};
  constexpr T expected[] = {T(3), T(-3), T(4), T(-4), T(-0.0), T(4), T(-4), T(1e-30)};
  const auto at = [](const T* of) { return [of](std::size_t i) { return of[i % 8]; }; };
  CHECK(holds(bounded_magnitude(P::generate(at(numbers)), P(T(4))), N, at(expected)));
  constexpr T none = std::numeric_limits<T>::quiet_NaN();
  const auto four = [](std::size_t) { return T(4); };
  CHECK(holds(bounded_magnitude(P(none), P(T(4))), N, four));
  CHECK(holds(bounded_magnitude(P(T(4)), P(none)), N, four));
}

/// To the even one where two integers are as near.
template <class T, std::size_t N>
void rounds() {
  using P = simd::pack<T, N>;
  constexpr T infinity = std::numeric_limits<T>::infinity();
  constexpr T numbers[] = {T(0.5), T(1.5), T(2.5), T(-1.4), T(-3.6), T(1e20), -infinity, T(126.75)};
  constexpr T expected[] = {T(0), T(2), T(2), T(-1), T(-4), T(1e20), -infinity, T(127)};
  const auto at = [](const T* of) { return [of](std::size_t i) { return of[i % 8]; }; };
  CHECK(holds(nearest_integer(P::generate(at(numbers))), N, at(expected)));
}

/// Of 128 bits each: repeated in all of a register, and one lane of each spread over it.
template <class T, std::size_t N>
void parts() {
  using P = simd::pack<T, N>;
  constexpr std::size_t lanes = 16 / sizeof(T);
  const auto number = [](std::size_t i) { return static_cast<T>(i + 1); };
  T numbers[lanes];
  for (std::size_t i = 0; i < lanes; ++i) numbers[i] = number(i);
  CHECK(holds(P::template load_repeated<lanes>(numbers), N,
              [&](std::size_t i) { return number(i % lanes); }));
  const P counted = P::generate(number);
  const auto check = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
    CHECK(holds(counted.template spread_in_parts<I, lanes>(), N,
                [&](std::size_t i) { return number(i / lanes * lanes + I); }));
    if constexpr (I < lanes / 2) {
      CHECK(holds(counted.template spread_in_parts<I, lanes / 2>(), N,
                  [&](std::size_t i) { return number(i / (lanes / 2) * (lanes / 2) + I); }));
    }
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (check(std::integral_constant<std::size_t, I>{}), ...);
  }
  (std::make_index_sequence<lanes>{});
}

/// Numbers in half the bits.
template <std::size_t N>
void narrow() {
  const auto number = [](std::size_t i) { return static_cast<float>(i + 1); };
  ctnn::bfloat16 numbers[N];
  for (std::size_t i = 0; i < N; ++i) numbers[i] = ctnn::bfloat16(-number(i));
  CHECK(holds(-simd::pack<float, N>::load(numbers), N, number));
}

template <class T, std::size_t N>
void every_width() {
  INFO(N << " numbers of " << sizeof(T) << " bytes");
  memory<T, N>();
  first<T, N>();
  sums<T, N>();
  maxima<T, N>();
  multiply_adds<T, N>();
  folds<T, N>();
  no_numbers<T, N>();
  if constexpr (N > 1) transpose<T, N>();
  if constexpr (N > 1) parts<T, N>();
  if constexpr (std::is_same_v<T, float>) narrow<N>();
  if constexpr (simd::pack<T, N>::bounds_magnitudes) bounds<T, N>();
  if constexpr (simd::pack<T, N>::rounds_at_once) rounds<T, N>();
  if constexpr (N * sizeof(T) > 16) {
    halves<T, N>();
    every_width<T, N / 2>();
  }
}

}  // namespace

TEST_CASE("unit.simd.registers.float") {
  every_width<float, simd::native_width<float>>();
  every_width<float, 1>();
}
TEST_CASE("unit.simd.registers.double") {
  every_width<double, simd::native_width<double>>();
  every_width<double, 1>();
}
