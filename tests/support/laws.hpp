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

#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/nn/random.hpp>
#include <ctnn/tensor.hpp>

#include <array>
#include <cmath>
#include <string>
#include <tuple>
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

enum class sign { positive, either };

/// Numbers whose magnitudes lie within 1/2 and 2, all different, in random order: away from 0,
/// where the kinks are, and from each other.
template <std::size_t Rows, std::size_t Columns>
ctnn::matrix<double, Rows, Columns> points(std::uint64_t seed, sign signs) {
  ctnn::random_stream random(seed);
  std::vector<double> all;
  for (std::size_t i = 0; i < Rows * Columns; ++i) {
    all.push_back(0.5 + 1.5 * (static_cast<double>(i) + 0.5) / static_cast<double>(Rows * Columns));
  }
  ctnn::matrix<double, Rows, Columns> result;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c) {
      const std::size_t chosen = random.below(all.size());
      const bool negative = random.below(2) == 1 && signs == sign::either;
      result(r, c) = negative ? -all[chosen] : all[chosen];
      all[chosen] = all.back();
      all.pop_back();
    }
  }
  return result;
}

/// A variable of a formula and the point at which its gradient is taken.
template <class Variable>
struct at {
  Variable variable;
  ctnn::tensor<double, Variable::extents, ctnn::column_order> value;
};
template <class Variable, class Tensor>
at(Variable, Tensor) -> at<Variable>;

namespace detail {

template <class E, class... Variables>
auto evaluated(const E& formula, const at<Variables>&... points) {
  return evaluate(formula, with_value(points.variable, points.value)...);
}

/// One variable, with the others where they are. `roundings` meet in a value of the formula.
template <std::size_t I, class E, class... Variables>
void gradient_by(const std::string& name, const E& formula, double roundings,
                 std::tuple<at<Variables>...> points) {
  constexpr ctnn::shape out = ctnn::shape_of<E>;
  constexpr ctnn::variable<"coefficients", double, out.rows, out.columns> c{};
  const at coefficients{c, laws::points<out.rows, out.columns>(99, sign::either)};
  auto& point = std::get<I>(points);
  const auto gradient = differentiate(sum(hadamard(c, formula)), point.variable);
  using Gradient = std::remove_const_t<decltype(gradient)>;

  // Σ c ∗ f in long double: no rounding but that of f itself.
  double magnitude = 0;
  const auto total = [&] {
    return std::apply(
        [&](const auto&... p) {
          const auto value = evaluated(formula, p...);
          long double result = 0;
          magnitude = 0;
          for (std::size_t s = 0; s < out.columns; ++s) {
            for (std::size_t r = 0; r < out.rows; ++r) {
              const long double term =
                  static_cast<long double>(coefficients.value(r, s)) * value(r, s);
              result += term;
              magnitude += static_cast<double>(std::abs(term));
            }
          }
          return result;
        },
        points);
  };
  total();
  test::closeness law(name, {0, tolerance_of_difference(magnitude, roundings)});

  using Extents = typename std::tuple_element_t<I, std::tuple<at<Variables>...>>;
  constexpr ctnn::shape extents = decltype(Extents::value)::extents;
  const auto values = [&] {
    if constexpr (ctnn::is_constant<Gradient>) {
      ctnn::matrix<double, extents.rows, extents.columns> same;
      for (std::size_t s = 0; s < extents.columns; ++s) {
        for (std::size_t r = 0; r < extents.rows; ++r) same(r, s) = Gradient::value;
      }
      return same;
    } else {
      return std::apply([&](const auto&... p) { return evaluated(gradient, p..., coefficients); },
                        points);
    }
  }();
  for (std::size_t s = 0; s < extents.columns; ++s) {
    for (std::size_t r = 0; r < extents.rows; ++r) {
      double& moved = point.value(r, s);
      const double start = moved;
      const double difference = central_difference([&](double step) {
        moved = start + step;
        return total();
      });
      moved = start;
      law.compare(values(r, s), difference, r + s * extents.rows);
    }
  }
}

}  // namespace detail

/// The law: the gradient of Σ c ∗ formula with respect to each variable is its central difference,
/// whatever the coefficients c. `depth` numbers are added up in one value of the formula.
template <class E, class... Variables>
void gradient_is_difference(const std::string& name, const E& formula, std::size_t depth,
                            const at<Variables>&... points) {
  // Besides its additions a value rounds in its functions: sixteen units hold for all here.
  const double roundings = static_cast<double>(depth) + 16;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (detail::gradient_by<I>(name + " at " + std::to_string(ctnn::shape_of<E>.rows) + " x " +
                                std::to_string(ctnn::shape_of<E>.columns) + " by argument " +
                                std::to_string(I),
                            formula, roundings, std::tuple(points...)),
     ...);
  }
  (std::index_sequence_for<Variables...>{});
}

/// The law for a function of one variable that acts on each number by itself, at all sizes. Points
/// keep away from a kink at `kink` and -`kink`.
template <class F>
void elementwise(const char* name, sign signs, const F& f, double kink = 0) {
  for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    auto point = points<Rows, Columns>(1, signs);
    for (std::size_t s = 0; s < Columns; ++s) {
      for (std::size_t r = 0; r < Rows; ++r) {
        double& number = point(r, s);
        if (std::abs(std::abs(number) - kink) < 4 * h) number += 8 * h;
      }
    }
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
    auto first = points<Rows, Columns>(1, sign::positive);
    auto second = points<Rows, Columns>(2, sign::either);
    for (std::size_t s = 0; s < Columns; ++s) {
      for (std::size_t r = 0; r < Rows; ++r) {
        first(r, s) += 0.5;
        second(r, s) = first(r, s) + (second(r, s) > 0 ? 0.4 : -0.4);
      }
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
                           at{x, points<Rows, Columns>(1, sign::either)});
  });
}

}  // namespace laws
