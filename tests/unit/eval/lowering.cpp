// What is stored on the way to a value, so that each loop can be run: several folds in one number,
// what is chosen by a comparison of another shape.
#include "support/catch.hpp"

#include <ctnn/eval.hpp>
#include <ctnn/expr.hpp>

#include <cmath>

namespace nn = ctnn;

TEST_CASE("unit.eval.lowering.several folds in one number") {
  nn::vector<double, 5> x, y;
  for (std::size_t i = 0; i < 5; ++i) x(i) = 0.25 * double(i), y(i) = 1 - 0.125 * double(i * i);
  const double a = 2.5, b = 1.25, most = 1;  // the sums, and the largest of y
  const auto check = [&](const auto& formula, const auto& expected) {
    const nn::vector<double, 5> found = formula;
    for (std::size_t i = 0; i < 5; ++i) CHECK(std::abs(found(i) - expected(x(i))) <= 1e-14);
  };
  check(hadamard(x, tanh(sum(x) - sum(y))), [&](double v) { return v * std::tanh(a - b); });
  check(x + exp(sum(x) - sum(y)), [&](double v) { return v + std::exp(a - b); });
  check(x + share(sum(x) - sum(y)), [&](double v) { return v + a - b; });
  check(x / (sum(x) / sum(y)), [&](double v) { return v / (a / b); });
  check(x + tanh(sum(x) - max(y)), [&](double v) { return v + std::tanh(a - most); });
  const nn::matrix<double, 5, 5> product = outer(x / (sum(x) * sum(y)), y);
  CHECK(std::abs(product(4, 1) - x(4) / (a * b) * y(1)) <= 1e-14);
}

TEST_CASE("unit.eval.lowering.a choice by a column") {
  nn::vector<float, 4> x;
  nn::matrix<float, 4, 3> m;
  for (std::size_t i = 0; i < 4; ++i) {
    x(i) = float(i) - 1;
    for (std::size_t j = 0; j < 3; ++j) m(i, j) = float(i + 10 * j);
  }
  const nn::matrix<float, 4, 3> chosen = select(exp(x) > 1.5f, m, m + m);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 3; ++j) CHECK(chosen(i, j) == (i > 1 ? 1 : 2) * m(i, j));
  }
}
