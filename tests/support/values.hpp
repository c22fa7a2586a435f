// The values of operations against plain functions of numbers, at sizes within, at and beyond a
// pack's.
#pragma once

#include "support/catch.hpp"

#include <ctnn/ctnn.hpp>

#include <cmath>
#include <limits>
#include <utility>

namespace values {

using sizes = std::index_sequence<1, 3, 8, 33>;

/// Numbers of either sign, with a zero of each among them where there is room.
template <class T, std::size_t Rows, std::size_t Columns>
ctnn::matrix<T, Rows, Columns> numbers(std::uint64_t seed) {
  ctnn::random_stream random(seed);
  ctnn::matrix<T, Rows, Columns> result;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c) result(r, c) = static_cast<T>(2 * random.normal());
  }
  if (Rows > 2) result(1, 0) = T(0);
  if (Rows > 3) result(2, 0) = -T(0);
  return result;
}

/// The formula's value at every place is that of the function: a few units in the last place.
template <class T, class Formula, class Function, std::size_t... N>
void check_each(const Formula& formula, const Function& function, std::index_sequence<N...>) {
  const auto check = [&]<std::size_t Rows, std::size_t Columns>() {
    const auto x = numbers<T, Rows, Columns>(Rows);
    const ctnn::matrix<T, Rows, Columns> y = formula(x);
    for (std::size_t r = 0; r < Rows; ++r) {
      for (std::size_t c = 0; c < Columns; ++c) {
        const T expected = static_cast<T>(function(static_cast<long double>(x(r, c))));
        INFO("x = " << x(r, c) << ", size " << Rows << " x " << Columns);
        CHECK(std::abs(y(r, c) - expected) <=
              4 * std::numeric_limits<T>::epsilon() * std::abs(expected));
      }
    }
  };
  (check.template operator()<N, 1>(), ...);
  check.template operator()<5, 7>();
}

/// In float and in double.
template <class Formula, class Function>
void check(const Formula& formula, const Function& function) {
  check_each<float>(formula, function, sizes{});
  check_each<double>(formula, function, sizes{});
}

}  // namespace values
