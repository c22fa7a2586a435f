// A simplified formula has the values of the formula as it was, whatever shapes meet in it.
#include "support/closeness.hpp"
#include "support/values.hpp"

#include <string>

namespace nn = ctnn;

namespace {

constexpr nn::variable<"x", double, 5, 3> x{};
constexpr nn::variable<"c", double, 5> column{};
constexpr nn::variable<"r", double, 1, 3> row{};
constexpr nn::variable<"s", double, 1> one{};

template <class E>
auto value(const E& formula) {
  // Positive, so that logarithms and roots are numbers.
  static const auto positive = [](auto numbers) {
    for (std::size_t i = 0; i < numbers.rows; ++i) {
      for (std::size_t j = 0; j < numbers.columns; ++j)
        numbers(i, j) = 0.5 + std::abs(numbers(i, j));
    }
    return numbers;
  };
  return evaluate(formula, with_value(x, positive(values::numbers<double, 5, 3>(1))),
                  with_value(column, positive(values::numbers<double, 5, 1>(2))),
                  with_value(row, positive(values::numbers<double, 1, 3>(3))),
                  with_value(one, positive(values::numbers<double, 1, 1>(4))));
}

template <class A, class B>
void check_equal(const std::string& name, const A& a, const B& b) {
  static_assert(nn::shape_of<A> == nn::shape_of<B>);
  // The formulas here round less than sixteen times, and nothing in them cancels.
  test::closeness law(name, {16 * 0x1p-52, 0});
  const auto expected = value(a), found = value(b);
  for (std::size_t i = 0; i < expected.rows; ++i) {
    for (std::size_t j = 0; j < expected.columns; ++j)
      law.compare(found(i, j), expected(i, j), i + j * expected.rows);
  }
}

template <class E>
void check(const std::string& name, const E& formula) {
  check_equal(name, formula, simplify(formula));
}

}  // namespace

// What joined a column and a row may be what is cancelled.
TEST_CASE("unit.derive.simplify.fractions of a column and a row") {
  const auto product = hadamard(hadamard(x, tanh(column)), sigmoid(row));
  check("product", product / x);
  check("within a function", exp(product / x));
  check("within a sum", sum(product / x));
  check("as a factor", transpose(product / x) * column);
  check("one over", x / hadamard(hadamard(x, tanh(column)), sigmoid(row)));
  check("sum", (hadamard(x, tanh(column)) + hadamard(x, sigmoid(row))) / x);
  check("three", hadamard(hadamard(hadamard(x, one), exp(column)), exp(row)) / x);
  check("leaves", hadamard(hadamard(x, column), row) / x);
}
// A number is multiplied where there are fewest numbers to multiply.
TEST_CASE("unit.derive.simplify.a number times a product") {
  constexpr auto two = nn::fraction<2>;
  check("with a scalar", two * hadamard(one, x));
  check("with a column", two * hadamard(x, exp(column)));
  check("with a row", two * hadamard(exp(row), x));
  check("with a mean", two * hadamard(mean(x), x));
  check("of one shape", two * hadamard(x, exp(x)));
  using with_scalar = decltype(simplify(two * hadamard(one, x)));
  static_assert(std::is_same_v<with_scalar, std::remove_const_t<decltype(hadamard(two * one, x))>>);
  using with_column = decltype(simplify(two * hadamard(x, exp(column))));
  static_assert(std::is_same_v<with_column, decltype(hadamard(x, two * exp(column)))>);
}
// Multiplied out, it would lose what is common to a number and the mean that it is near.
TEST_CASE("unit.derive.simplify.square of a difference") {
  constexpr nn::variable<"v", float, 1> v{};
  constexpr nn::variable<"m", float, 1> mean{};
  constexpr nn::variable<"d", float, 1> deviation{};
  const auto difference = v - mean;
  const auto log_density =
      -nn::fraction<1, 2> * difference * difference / (deviation * deviation) - log(deviation);
  const auto slope = [&](const auto& by) {
    return evaluate(differentiate(sum(log_density), by), with_value(v, nn::vector<float, 1>{1000}),
                    with_value(mean, nn::vector<float, 1>{999.25f}),
                    with_value(deviation, nn::vector<float, 1>{.5f}))(0);
  };
  // (v - m)²/d³ - 1/d and (v - m)/d².
  CHECK(slope(deviation) == 2.5f);
  CHECK(slope(mean) == 3);
  CHECK(slope(v) == -3);
}
// More than are counted are left as they are.
TEST_CASE("unit.derive.simplify.high powers of a fraction") {
  constexpr auto squared = [](auto e) { return hadamard(e, e); };
  constexpr auto to_64th = [squared](auto e) {
    return squared(squared(squared(squared(squared(squared(e))))));
  };
  const auto to_64 = to_64th(one);
  check("to the 64th", to_64 / column);
  check("to the 192nd", hadamard(squared(to_64), to_64) / column);
  check("to the -192nd", column / hadamard(squared(to_64), to_64));
  check("a quotient to the 128th", squared(to_64th(one / column)));
}
TEST_CASE("unit.derive.simplify.repetitions") {
  constexpr nn::shape whole{5, 3};
  check("of a column and a row", hadamard(expand_to<whole>(exp(column)), expand_to<whole>(row)));
  check("of a scalar", expand_to<whole>(one) + x);
  check("of a sum", sum(expand_to<whole>(exp(column))));
  check("of samples", sum_samples(expand_to<whole>(column)));
  check("of a number", sum_features(expand_to<whole>(nn::fraction<3>)) + row);
}
// The cross-entropy of a logit has one softplus, and where the logit is 0 the slope that it had.
TEST_CASE("unit.derive.simplify.cross-entropy of a logit") {
  constexpr nn::variable<"z", double, 5> z{};
  constexpr nn::variable<"t", double, 5> t{};
  nn::vector<double, 5> logits, targets;
  const double at[] = {0, -0.0, 1e-300, 3, -40};
  for (std::size_t i = 0; i < 5; ++i) logits(i) = at[i], targets(i) = 0.25;
  const auto loss = -sum(hadamard(t, log(sigmoid(z))) +
                         hadamard(nn::fraction<1> - t, log(nn::fraction<1> - sigmoid(z))));
  const auto simple = simplify(loss);
  const auto slope =
      evaluate(differentiate(simple, z), with_value(z, logits), with_value(t, targets));
  const auto curve = evaluate(differentiate(sum(differentiate(simple, z)), t),
                              with_value(z, logits), with_value(t, targets));
  test::closeness law("slope", {4e-16, 0});
  for (std::size_t i = 0; i < 5; ++i) {
    law.compare(slope(i), 1 / (1 + std::exp(-at[i])) - 0.25, i);
    CHECK(curve(i) == -1);
  }
}
// What is divided by zero is infinite, and no error of the compiler's.
TEST_CASE("unit.derive.simplify.division by zero") {
  const auto infinite = value(simplify(x / nn::fraction<0>));
  CHECK(std::isinf(infinite(4, 2)));
  CHECK(std::isinf(value(simplify(x + nn::fraction<1> / nn::fraction<0>))(0, 0)));
}
TEST_CASE("unit.derive.gradient.a column and a row") {
  const auto formula = sum(hadamard(hadamard(hadamard(x, exp(column)), exp(row)), log(x)));
  check_equal("by x", hadamard(hadamard(nn::fraction<1> + log(x), exp(column)), exp(row)),
              differentiate(formula, x));
  check_equal("by the row",
              hadamard(exp(row), sum_features(hadamard(hadamard(x, exp(column)), log(x)))),
              differentiate(formula, row));
}
