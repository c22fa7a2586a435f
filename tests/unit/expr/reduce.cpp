// Sums, means and maxima over everything, over samples and over features; softmax, its logarithm
// and logsumexp.
#include "support/values.hpp"

namespace nn = ctnn;

namespace {

template <class T, std::size_t Rows, std::size_t Columns>
void check_reductions() {
  const auto x = values::numbers<T, Rows, Columns>(Rows + 10 * Columns);
  const nn::matrix<T, 1, 1> total = evaluate(sum(x)), average = evaluate(mean(x)),
                            largest = evaluate(max(x));
  const nn::matrix<T, Rows, 1> by_feature = sum_samples(x), feature_mean = mean_samples(x);
  const nn::matrix<T, Rows, 1, nn::row_order> feature_max = max_samples(x);
  const nn::matrix<T, 1, Columns> by_sample = sum_features(x), sample_mean = mean_features(x),
                                  sample_max = max_features(x);
  double expected = 0, size = 0, most = -1e30;
  const auto close = [](T value, double wanted, double terms) {
    return std::abs(double(value) - wanted) <=
           double(std::numeric_limits<T>::epsilon()) * double(Rows * Columns + 1) * terms;
  };
  INFO(Rows << " x " << Columns);
  for (std::size_t r = 0; r < Rows; ++r) {
    double along = 0, along_size = 0, along_most = -1e30;
    for (std::size_t c = 0; c < Columns; ++c) {
      along += double(x(r, c));
      along_size += std::abs(double(x(r, c)));
      along_most = std::max(along_most, double(x(r, c)));
    }
    CHECK(close(by_feature(r, 0), along, along_size));
    CHECK(close(feature_mean(r, 0), along / Columns, along_size / Columns));
    CHECK(double(feature_max(r, 0)) == along_most);
    expected += along;
    size += along_size;
    most = std::max(most, along_most);
  }
  for (std::size_t c = 0; c < Columns; ++c) {
    double along = 0, along_size = 0, along_most = -1e30;
    for (std::size_t r = 0; r < Rows; ++r) {
      along += double(x(r, c));
      along_size += std::abs(double(x(r, c)));
      along_most = std::max(along_most, double(x(r, c)));
    }
    CHECK(close(by_sample(0, c), along, along_size));
    CHECK(close(sample_mean(0, c), along / Rows, along_size / Rows));
    CHECK(double(sample_max(0, c)) == along_most);
  }
  CHECK(close(total(0, 0), expected, size));
  CHECK(close(average(0, 0), expected / (Rows * Columns), size / (Rows * Columns)));
  CHECK(double(largest(0, 0)) == most);
}

template <class T, std::size_t Rows, std::size_t Columns>
void check_softmax() {
  auto x = values::numbers<T, Rows, Columns>(Rows);
  x(0, 0) = T(90);  // exp of the sum would overflow in float without the shift
  const nn::matrix<T, Rows, Columns> p = softmax(x);
  const nn::matrix<T, 1, Columns> l = logsumexp(x);
  const nn::matrix<T, Rows, Columns> log_p = log_softmax(x);
  for (std::size_t c = 0; c < Columns; ++c) {
    long double most = -1e30L, total = 0;
    for (std::size_t r = 0; r < Rows; ++r) most = std::max(most, static_cast<long double>(x(r, c)));
    for (std::size_t r = 0; r < Rows; ++r)
      total += std::exp(static_cast<long double>(x(r, c)) - most);
    const long double log_total = most + std::log(total);
    const auto epsilon = static_cast<long double>(std::numeric_limits<T>::epsilon());
    CHECK(std::abs(static_cast<long double>(l(0, c)) - log_total) <=
          4 * epsilon * (1 + std::abs(log_total)));
    for (std::size_t r = 0; r < Rows; ++r) {
      const long double z = static_cast<long double>(x(r, c)) - log_total;
      // The exponent is rounded to epsilon times the sizes of the numbers that it is made of.
      const long double relative = epsilon * (4 + 4 * (std::abs(z) + std::abs(log_total)));
      const long double tiniest = static_cast<long double>(std::numeric_limits<T>::min());
      CHECK(std::abs(static_cast<long double>(p(r, c)) - std::exp(z)) <=
            relative * std::exp(z) + tiniest);
      CHECK(std::abs(static_cast<long double>(log_p(r, c)) - z) <= relative);
    }
  }
}

}  // namespace

TEST_CASE("unit.expr.sum, mean and max") {
  check_reductions<float, 1, 1>();
  check_reductions<float, 7, 5>();
  check_reductions<float, 16, 3>();
  check_reductions<float, 33, 2>();
  check_reductions<double, 3, 17>();
  check_reductions<double, 9, 1>();
  check_reductions<double, 1, 9>();
  // Every number of packs in a tile, of rows that are read together, and rests.
  check_reductions<float, 33, 7>();
  check_reductions<float, 64, 9>();
  check_reductions<float, 130, 6>();
  check_reductions<double, 75, 5>();
}

TEST_CASE("unit.expr.softmax, log_softmax and logsumexp") {
  check_softmax<float, 1, 1>();
  check_softmax<float, 3, 1>();
  check_softmax<float, 10, 4>();
  check_softmax<float, 33, 2>();
  check_softmax<double, 17, 3>();
}

// What is added to all numbers of a sample changes no share, and so takes no digits from it.
TEST_CASE("unit.expr.log_softmax.of a large offset") {
  for (const float offset : {0.0f, 100.0f, -1e4f, 1e6f}) {
    const nn::vector<float, 2> x{offset + 8, offset};
    const nn::vector<float, 2> log_p = log_softmax(x);
    // 1 + e^-8 is rounded before its logarithm is taken.
    CHECK(log_p[0] == Approx(-std::log1p(std::exp(-8.0))).epsilon(1e-3));
    CHECK(log_p[1] == Approx(-8 - std::log1p(std::exp(-8.0))).epsilon(1e-6));
  }
}

// A sum's gradient with respect to what it repeats counts the repetitions.
TEST_CASE("unit.expr.sum.gradient of what is repeated") {
  constexpr nn::variable<"x", double, 5, 3> x{};
  constexpr nn::variable<"b", double, 5> b{};
  constexpr nn::variable<"c", double, 1> c{};
  const nn::matrix<double, 5, 3> numbers;
  const nn::vector<double, 5> column;
  const nn::vector<double, 1> one;
  const auto value = [&](const auto& formula) {
    return evaluate(formula, with_value(x, numbers), with_value(b, column), with_value(c, one));
  };
  CHECK(value(differentiate(sum(x + c), c) + c)(0) == 15);
  CHECK(value(differentiate(sum(b - c), c) + c)(0) == -5);
  CHECK(value(differentiate(sum(x + b), b) + b)(4) == 3);
  CHECK(value(differentiate(sum(sum_features(x + c)), c) + c)(0) == 15);
}
