// The law that a gradient is what differences say it is, stated once for formulas and networks.
//
// The central difference of fourth order, (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) /
// 12h, is off by two things:
//   truncation, at most h⁴/30 times the fifth derivative, which is below 8000 for every function
//   here at the points that are drawn (the largest is that of 1/x at 1/2, 120 · 2⁶ = 7680);
//   rounding, at most 18/12 times the error of one value over h, each value being off by as many
//   units of 2⁻⁵² of the sum of its terms' magnitudes as roundings meet in it.
#pragma once

#include "support/closeness.hpp"
#include "support/grid.hpp"

#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/nn/random.hpp>
#include <ctnn/tensor.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace laws {

inline constexpr double h = 0x1p-10;
inline constexpr double fifth_derivative = 8000;

/// What the difference may be off by; `magnitude` is the sum of the terms' magnitudes, `roundings`
/// how many of them meet in one value.
inline double tolerance_of_difference(double magnitude, double roundings) {
  return h * h * h * h / 30 * fifth_derivative + 1.5 * roundings * 0x1p-52 * magnitude / h;
}

/// f is called with the variable moved by -2h, -h, h and 2h.
template <class F>
double central_difference(const F& f) {
  return static_cast<double>((8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) /
                             (12 * static_cast<long double>(h)));
}

/// A gradient against the central difference of value(), by the number that it is of.
template <class Value>
void compare_with_difference(test::closeness& law, double& moved, double gradient,
                             const Value& value, std::size_t index = 0) {
  const double start = moved;
  const double difference = central_difference([&](double step) {
    moved = start + step;
    return value();
  });
  moved = start;
  law.compare(gradient, difference, index);
}

/// The extents that packs divide, exceed by one or miss by one.
using sizes = std::index_sequence<1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33>;

template <std::size_t... N, class Visit>
void for_sizes(std::index_sequence<N...>, const Visit& visit) {
  (visit(std::integral_constant<std::size_t, N>{}), ...);
}

/// Calls visit.template operator()<Rows, Columns>() for a column and for five samples of each size.
template <class Visit>
void for_shapes(const Visit& visit) {
  for_sizes(sizes{}, [&](auto n) {
    visit.template operator()<n, 1>();
    visit.template operator()<n, 5>();
  });
}

using support::grid;

enum class sign { positive, either };

/// Numbers whose magnitudes lie within 1/2 and 2, all different, in random order: away from 0,
/// where the kinks are, and from each other.
inline grid points(std::size_t rows, std::size_t columns, std::uint64_t seed, sign signs) {
  ctnn::random_stream random(seed);
  grid result{rows, columns};
  const std::size_t count = result.numbers.size();
  std::vector<double> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(0.5 + 1.5 * (static_cast<double>(i) + 0.5) / static_cast<double>(count));
  for (double& number : result.numbers) {
    const std::size_t chosen = random.below(all.size());
    const bool negative = random.below(2) == 1 && signs == sign::either;
    number = negative ? -all[chosen] : all[chosen];
    all[chosen] = all.back();
    all.pop_back();
  }
  return result;
}

/// Moves numbers away from a kink at `kink` and -`kink`.
inline void keep_away(grid& point, double kink) {
  for (double& number : point.numbers) {
    if (std::abs(std::abs(number) - kink) < 4 * h) number += 8 * h;
  }
}

/// A variable of a formula and the point at which its gradient is taken.
template <class Variable>
struct at {
  Variable variable;
  grid value;
};
template <class Variable>
at(Variable, grid) -> at<Variable>;

namespace detail {

// What is compiled for each formula and size is its values at points; the law is compiled once.

/// The value of a formula, given one for each of its variables.
using function = grid (*)(const std::vector<grid>& points);

template <ctnn::shape S>
[[gnu::noinline]] auto tensor_of(const grid& point) {
  ctnn::tensor<double, S, ctnn::column_order> result;
  for (std::size_t r = 0; r < S.rows; ++r) {
    for (std::size_t c = 0; c < S.columns; ++c) result(r, c) = point(r, c);
  }
  return result;
}

template <class E, class Shaped, class... Variables>
grid value_of(const std::vector<grid>& points) {
  if constexpr (ctnn::is_constant<E>) {
    constexpr ctnn::shape s = ctnn::shape_of<Shaped>;
    return {s.rows, s.columns, std::vector<double>(s.rows * s.columns, E::value)};
  } else {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return support::grid_of(evaluate(
          E{}, with_value(Variables{}, tensor_of<ctnn::shape_of<Variables>>(points[I]))...));
    }
    (std::index_sequence_for<Variables...>{});
  }
}

/// By variable number `which`, with the others where they are. The last point is that of the
/// coefficients; `roundings` meet in a value of the formula.
inline void check_gradient(const std::string& name, function formula, function gradient,
                           std::vector<grid> points, std::size_t which, double roundings) {
  const grid coefficients = points.back();
  // Σ c ∗ f in long double: no rounding but that of f itself.
  double magnitude = 0;
  const auto total = [&] {
    const grid value = formula(points);
    long double result = 0;
    magnitude = 0;
    for (std::size_t i = 0; i < value.numbers.size(); ++i) {
      const long double term = static_cast<long double>(coefficients.numbers[i]) * value.numbers[i];
      result += term;
      magnitude += static_cast<double>(std::abs(term));
    }
    return result;
  };
  total();
  test::closeness law(name, {0, tolerance_of_difference(magnitude, roundings)});

  const grid slopes = gradient(points);
  REQUIRE(slopes.numbers.size() == points[which].numbers.size());
  for (std::size_t i = 0; i < slopes.numbers.size(); ++i) {
    compare_with_difference(law, points[which].numbers[i], slopes.numbers[i], total, i);
  }
}

}  // namespace detail

/// The law: the gradient of Σ c ∗ formula with respect to each variable is its central difference,
/// whatever the coefficients c. `depth` numbers are added up in one value of the formula.
template <class E, class... Variables>
void gradient_is_difference(const std::string& name, const E& formula, std::size_t depth,
                            const at<Variables>&... points) {
  constexpr ctnn::shape out = ctnn::shape_of<E>;
  constexpr ctnn::variable<"coefficients", double, out.rows, out.columns> c{};
  using Coefficients = std::remove_const_t<decltype(c)>;
  const std::vector<grid> all{points.value...,
                              laws::points(out.rows, out.columns, 99, sign::either)};
  // Besides its additions a value rounds in its functions: sixteen units hold for all here.
  const double roundings = static_cast<double>(depth) + 16;
  const std::string at_size =
      name + " at " + std::to_string(out.rows) + " x " + std::to_string(out.columns);
  std::size_t which = 0;
  const auto check = [&]<class Variable>(const Variable& variable) {
    using Gradient =
        std::remove_const_t<decltype(differentiate(sum(hadamard(c, formula)), variable))>;
    detail::check_gradient(
        at_size + " by argument " + std::to_string(which), detail::value_of<E, E, Variables...>,
        detail::value_of<Gradient, Variable, Variables..., Coefficients>, all, which, roundings);
    ++which;
  };
  (check(points.variable), ...);
}

/// The law for a function of one variable that acts on each number by itself, at all sizes. Points
/// keep away from a kink at `kink` and -`kink`.
template <class F>
void elementwise(const char* name, sign signs, const F& f, double kink = 0) {
  for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    grid point = points(Rows, Columns, 1, signs);
    keep_away(point, kink);
    gradient_is_difference(name, f(x), 1, at{x, point});
  });
}

/// The law for a function of two variables of one shape. They differ by 0.4 everywhere, since where
/// they are equal a kink may be.
template <class F>
void elementwise_of_two(const char* name, const F& f) {
  for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    constexpr ctnn::variable<"y", double, Rows, Columns> y{};
    grid first = points(Rows, Columns, 1, sign::positive);
    grid second = points(Rows, Columns, 2, sign::either);
    for (std::size_t i = 0; i < first.numbers.size(); ++i) {
      first.numbers[i] += 0.5;
      second.numbers[i] = first.numbers[i] + (second.numbers[i] > 0 ? 0.4 : -0.4);
    }
    gradient_is_difference(name, f(x, y), 2, at{x, first}, at{y, second});
  });
}

/// The law for a reduction of one variable, at all sizes.
template <class F>
void reduction(const char* name, const F& f) {
  for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    gradient_is_difference(name, f(x), Rows * Columns,
                           at{x, points(Rows, Columns, 1, sign::either)});
  });
}

}  // namespace laws
