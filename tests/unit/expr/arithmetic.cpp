// Arithmetic with scalars and broadcasting, comparison, selection, minimum and maximum.
#include "support/values.hpp"

namespace nn = ctnn;

TEST_CASE("unit.expr.arithmetic with numbers") {
  values::check([](const auto& x) { return x + 2.0; }, [](long double x) { return x + 2; });
  values::check([](const auto& x) { return 2.0 - x; }, [](long double x) { return 2 - x; });
  values::check([](const auto& x) { return x - 2.0; }, [](long double x) { return x - 2; });
  values::check([](const auto& x) { return -x * 3.0; }, [](long double x) { return -x * 3; });
  values::check([](const auto& x) { return x / 4.0; }, [](long double x) { return x / 4; });
  values::check([](const auto& x) { return 4.0 / (1.0 + abs(x)); },
                [](long double x) { return 4 / (1 + std::abs(x)); });
}

TEST_CASE("unit.expr.arithmetic broadcasts columns, rows and scalars") {
  const auto a = values::numbers<double, 5, 7>(1);
  const auto column = values::numbers<double, 5, 1>(2);
  const auto row = values::numbers<double, 1, 7>(3);
  const nn::matrix<double, 5, 7> by_column = a + column;
  const nn::matrix<double, 5, 7> from_column = column - a;
  const nn::matrix<double, 5, 7> by_row = hadamard(a, row);
  const nn::matrix<double, 5, 7> by_row_divided = a / row;
  for (std::size_t r = 0; r < 5; ++r) {
    for (std::size_t c = 0; c < 7; ++c) {
      CHECK(by_column(r, c) == a(r, c) + column(r, 0));
      CHECK(from_column(r, c) == column(r, 0) - a(r, c));
      CHECK(by_row(r, c) == a(r, c) * row(0, c));
      CHECK(by_row_divided(r, c) == a(r, c) / row(0, c));
    }
  }
  // A column beside a row is refused: that is more often a forgotten transpose.
  static_assert(!nn::compatible({5, 1}, {1, 7}));
  static_assert(!nn::compatible({5, 7}, {7, 5}));
  static_assert(nn::compatible({5, 7}, {1, 1}));
}

TEST_CASE("unit.expr.compare and select") {
  values::check([](const auto& x) { return select(x < 0.5, -x, x); },
                [](long double x) { return x < 0.5L ? -x : x; });
  values::check([](const auto& x) { return select(x <= 0.0, 1.0, 0.0 * x); },
                [](long double x) { return x <= 0; });
  values::check([](const auto& x) { return select(x > 0.5, x, 2.0); },
                [](long double x) { return x > 0.5L ? x : 2; });
  values::check([](const auto& x) { return select(x >= 0.0, x, 3.0); },
                [](long double x) { return x >= 0 ? x : 3; });
}

TEST_CASE("unit.expr.conditions of conditions") {
  values::check([](const auto& x) { return select(x > -1.0 && x < 1.0, x, 3.0); },
                [](long double x) { return x > -1 && x < 1 ? x : 3; });
  values::check([](const auto& x) { return select(x < -1.0 || x >= 1.0, x, 3.0); },
                [](long double x) { return x < -1 || x >= 1 ? x : 3; });
  values::check([](const auto& x) { return select(!(x < 0.5), x, 3.0); },
                [](long double x) { return !(x < 0.5L) ? x : 3; });
  values::check([](const auto& x) { return select(!(x < -1.0 || (x > 0.0 && x < 1.0)), 2.0, x); },
                [](long double x) { return !(x < -1 || (x > 0 && x < 1)) ? 2 : x; });
}
// A comparison with what is no number does not hold, and its opposite does.
TEST_CASE("unit.expr.conditions of what is no number") {
  nn::vector<float, 19> x, holds, holds_not;
  x.fill(std::numeric_limits<float>::quiet_NaN());
  holds = select(x < 0.0 || x >= 0.0, 1.0, 0.0);
  holds_not = select(!(x < 0.0) && !(x >= 0.0), 1.0, 0.0);
  for (std::size_t i = 0; i < 19; ++i) {
    CHECK(holds(i) == 0);
    CHECK(holds_not(i) == 1);
  }
}
TEST_CASE("unit.expr.conditions at compile time") {
  static constexpr nn::vector<float, 3> x{-2.0f, 0.0f, 2.0f};
  static constexpr nn::vector<float, 3> y =
      evaluate(select(!(x < -1.0 || x > 1.0) && x > -3.0, 1.0, x));
  static_assert(y(0) == -2 && y(1) == 1 && y(2) == 2);
}

TEST_CASE("unit.expr.abs, sign, min and max") {
  values::check([](const auto& x) { return abs(x); }, [](long double x) { return std::abs(x); });
  values::check([](const auto& x) { return sign(x); },
                [](long double x) { return (x > 0) - (x < 0); });
  values::check([](const auto& x) { return min(x, 0.5); },
                [](long double x) { return std::min(x, 0.5L); });
  values::check([](const auto& x) { return max(-0.5, x); },
                [](long double x) { return std::max(x, -0.5L); });
}

struct sum_of_four : nn::elementwise<sum_of_four> {
  static constexpr auto value(auto a, auto b, auto c, auto d) { return a + b + c + d; }
};

TEST_CASE("unit.expr.arithmetic of more than three arguments") {
  const nn::vector<double, 3> x{1.0, 2.0, 3.0};
  const nn::vector<double, 3> y = sum_of_four{}(x, 2.0, x, 0.5);
  for (std::size_t i = 0; i < 3; ++i) CHECK(y(i) == 2 * x(i) + 2.5);
}
