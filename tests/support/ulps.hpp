// Errors of functions in units in the last place, against references in a wider type.
#pragma once

#include "support/catch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

namespace support {

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

/// What `compute(x, y, count)` writes to y, against the references of F, for all these numbers.
template <class F, class T, class Compute>
void check_errors(const std::vector<T>& values, const Compute& compute) {
  std::vector<T> results(values.size());
  compute(values.data(), results.data(), values.size());
  double worst = 0;
  T where = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double error = error_in_ulp<T>(results[i], F::reference(static_cast<wide<T>>(values[i])));
    if (!(error <= worst)) {
      worst = error;
      where = values[i];
    }
  }
  INFO(F::name << " of numbers of " << sizeof(T) << " bytes: worst at " << where);
  CHECK(worst <= (sizeof(T) == sizeof(float) ? F::of_float : F::of_double));
}

}  // namespace support
