// tanh, sigmoid, softplus, erf and relu in formulas.
#include "support/values.hpp"

TEST_CASE("unit.expr.tanh") {
  values::check([](const auto& x) { return tanh(x); }, [](long double x) { return std::tanh(x); });
}
TEST_CASE("unit.expr.sigmoid") {
  values::check([](const auto& x) { return sigmoid(x); },
                [](long double x) { return 1 / (1 + std::exp(-x)); });
}
TEST_CASE("unit.expr.softplus") {
  values::check([](const auto& x) { return softplus(x); },
                [](long double x) { return std::log1p(std::exp(x)); });
}
TEST_CASE("unit.expr.erf") {
  values::check([](const auto& x) { return erf(x); }, [](long double x) { return std::erf(x); });
}
TEST_CASE("unit.expr.relu") {
  values::check([](const auto& x) { return relu(x); }, [](long double x) { return x > 0 ? x : 0; });
  // A not-a-number stays one.
  ctnn::vector<float, 3> x{1.0f, std::numeric_limits<float>::quiet_NaN(), -1.0f};
  const ctnn::vector<float, 3> y = relu(x);
  CHECK(y(0) == 1);
  CHECK(std::isnan(y(1)));
  CHECK(y(2) == 0);
}
