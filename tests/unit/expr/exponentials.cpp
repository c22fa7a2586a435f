// exp, expm1, log, log1p and sqrt in formulas.
#include "support/values.hpp"

TEST_CASE("unit.expr.exp") {
  values::check([](const auto& x) { return exp(x); }, [](long double x) { return std::exp(x); });
}
TEST_CASE("unit.expr.expm1") {
  values::check([](const auto& x) { return expm1(x); },
                [](long double x) { return std::expm1(x); });
}
TEST_CASE("unit.expr.log") {
  // Away from 1, where a rounded argument would show in the logarithm.
  values::check([](const auto& x) { return log(abs(x) + 2.0); },
                [](long double x) { return std::log(std::abs(x) + 2); });
}
TEST_CASE("unit.expr.log1p") {
  values::check([](const auto& x) { return log1p(abs(x)); },
                [](long double x) { return std::log1p(std::abs(x)); });
}
TEST_CASE("unit.expr.sqrt") {
  values::check([](const auto& x) { return sqrt(abs(x)); },
                [](long double x) { return std::sqrt(std::abs(x)); });
}
