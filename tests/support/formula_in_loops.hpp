// Formulas over matrices of any shape by plain loops, in long double, each number with its slope in
// one direction: a layer's formula, called with these, says what ctnn must compute of it and what
// its derivatives are. Written so that it can be checked by reading; nothing here uses ctnn but for
// the type of a constant.
#pragma once

#include <ctnn/expr.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

namespace loops {

using real = long double;

/// A number and its derivative.
struct dual {
  real value = 0;
  real slope = 0;
};
inline dual operator+(dual a, dual b) { return {a.value + b.value, a.slope + b.slope}; }
inline dual operator-(dual a, dual b) { return {a.value - b.value, a.slope - b.slope}; }
inline dual operator*(dual a, dual b) {
  return {a.value * b.value, a.value * b.slope + a.slope * b.value};
}
inline dual operator/(dual a, dual b) {
  const real quotient = a.value / b.value;
  return {quotient, (a.slope - quotient * b.slope) / b.value};
}

class matrix {
 public:
  matrix(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), numbers_(rows * columns) {}
  matrix(double number) : matrix(1, 1) { numbers_[0].value = number; }  // NOLINT: a constant
  template <std::uint64_t Bits>
  matrix(ctnn::constant<Bits>)  // NOLINT: likewise
      : matrix(static_cast<double>(ctnn::constant<Bits>::value)) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  dual& operator()(std::size_t r, std::size_t c) { return numbers_[r * columns_ + c]; }
  const dual& operator()(std::size_t r, std::size_t c) const { return numbers_[r * columns_ + c]; }
  /// The same, where one row or column stands for all.
  const dual& repeated(std::size_t r, std::size_t c) const {
    return (*this)(rows_ == 1 ? 0 : r, columns_ == 1 ? 0 : c);
  }
  bool is_number() const { return numbers_.size() == 1; }
  std::vector<dual>& numbers() { return numbers_; }
  const std::vector<dual>& numbers() const { return numbers_; }

 private:
  std::size_t rows_, columns_;
  std::vector<dual> numbers_;
};

/// f(value), whose derivative is slope(value).
template <class F, class Slope>
matrix each(matrix a, const F& f, const Slope& slope) {
  for (dual& x : a.numbers()) x = {f(x.value), slope(x.value) * x.slope};
  return a;
}

inline std::size_t common(std::size_t a, std::size_t b) {
  if (a != b && a != 1 && b != 1) throw std::invalid_argument("loops: shapes that do not agree");
  return std::max(a, b);
}
template <class F>
matrix each_pair(const matrix& a, const matrix& b, const F& f) {
  matrix result(common(a.rows(), b.rows()), common(a.columns(), b.columns()));
  for (std::size_t r = 0; r < result.rows(); ++r) {
    for (std::size_t c = 0; c < result.columns(); ++c)
      result(r, c) = f(a.repeated(r, c), b.repeated(r, c));
  }
  return result;
}

inline matrix operator+(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x + y; });
}
inline matrix operator-(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x - y; });
}
inline matrix operator-(const matrix& a) { return matrix(0.0) - a; }
inline matrix operator/(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x / y; });
}
inline matrix hadamard(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x * y; });
}
inline matrix max(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x.value > y.value ? x : y; });
}
inline matrix min(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return x.value < y.value ? x : y; });
}
inline matrix operator>(const matrix& a, const matrix& b) {
  return each_pair(a, b, [](dual x, dual y) { return dual{x.value > y.value ? real(1) : 0}; });
}
inline matrix operator<=(const matrix& a, const matrix& b) { return matrix(1.0) - (a > b); }
inline matrix operator>=(const matrix& a, const matrix& b) { return b <= a; }
inline matrix select(const matrix& condition, const matrix& yes, const matrix& no) {
  const matrix chosen =
      each_pair(condition, yes, [](dual p, dual x) { return p.value != 0 ? x : dual{}; });
  const matrix otherwise =
      each_pair(condition, no, [](dual p, dual x) { return p.value != 0 ? dual{} : x; });
  return chosen + otherwise;
}

inline matrix exp(const matrix& a) {
  const auto f = [](real x) { return std::exp(x); };
  return each(a, f, f);
}
inline matrix expm1(const matrix& a) {
  return each(
      a, [](real x) { return std::expm1(x); }, [](real x) { return std::exp(x); });
}
inline matrix log(const matrix& a) {
  return each(
      a, [](real x) { return std::log(x); }, [](real x) { return 1 / x; });
}
inline matrix log1p(const matrix& a) {
  return each(
      a, [](real x) { return std::log1p(x); }, [](real x) { return 1 / (1 + x); });
}
inline matrix sqrt(const matrix& a) {
  return each(
      a, [](real x) { return std::sqrt(x); }, [](real x) { return 1 / (2 * std::sqrt(x)); });
}
inline matrix tanh(const matrix& a) {
  return each(
      a, [](real x) { return std::tanh(x); },
      [](real x) { return 1 / (std::cosh(x) * std::cosh(x)); });
}
inline real logistic(real x) { return 1 / (1 + std::exp(-x)); }
inline matrix sigmoid(const matrix& a) {
  return each(a, logistic, [](real x) { return logistic(x) * logistic(-x); });
}
inline matrix softplus(const matrix& a) {
  return each(
      a, [](real x) { return std::max(x, real(0)) + std::log1p(std::exp(-std::abs(x))); },
      logistic);
}
inline matrix erf(const matrix& a) {
  return each(
      a, [](real x) { return std::erf(x); },
      [](real x) { return 2 / std::sqrt(std::acos(real(-1))) * std::exp(-x * x); });
}
inline matrix relu(const matrix& a) { return max(a, matrix(0.0)); }
inline matrix abs(const matrix& a) { return max(a, -a); }
inline matrix share(const matrix& a) { return a; }

inline matrix transpose(const matrix& a) {
  matrix result(a.columns(), a.rows());
  for (std::size_t r = 0; r < a.rows(); ++r) {
    for (std::size_t c = 0; c < a.columns(); ++c) result(c, r) = a(r, c);
  }
  return result;
}
inline matrix operator*(const matrix& a, const matrix& b) {
  if (a.is_number() || b.is_number()) return hadamard(a, b);
  if (a.columns() != b.rows()) throw std::invalid_argument("loops: a product of other extents");
  matrix result(a.rows(), b.columns());
  for (std::size_t r = 0; r < a.rows(); ++r) {
    for (std::size_t k = 0; k < b.rows(); ++k) {
      for (std::size_t c = 0; c < b.columns(); ++c) result(r, c) = result(r, c) + a(r, k) * b(k, c);
    }
  }
  return result;
}

/// Along columns, rows or both, f of what came before and the next number.
template <class F>
matrix fold(const matrix& a, bool over_rows, bool over_columns, dual start, const F& f) {
  matrix result(over_rows ? 1 : a.rows(), over_columns ? 1 : a.columns());
  std::fill(result.numbers().begin(), result.numbers().end(), start);
  for (std::size_t r = 0; r < a.rows(); ++r) {
    for (std::size_t c = 0; c < a.columns(); ++c) {
      dual& folded = result(over_rows ? 0 : r, over_columns ? 0 : c);
      folded = f(folded, a(r, c));
    }
  }
  return result;
}
inline matrix sum_over(const matrix& a, bool rows, bool columns) {
  return fold(a, rows, columns, {}, [](dual x, dual y) { return x + y; });
}
inline matrix max_over(const matrix& a, bool rows, bool columns) {
  return fold(a, rows, columns, {-std::numeric_limits<real>::infinity(), 0},
              [](dual x, dual y) { return x.value > y.value ? x : y; });
}
inline matrix sum(const matrix& a) { return sum_over(a, true, true); }
inline matrix sum_features(const matrix& a) { return sum_over(a, true, false); }
inline matrix sum_samples(const matrix& a) { return sum_over(a, false, true); }
inline matrix max(const matrix& a) { return max_over(a, true, true); }
inline matrix max_features(const matrix& a) { return max_over(a, true, false); }
inline matrix max_samples(const matrix& a) { return max_over(a, false, true); }
inline matrix mean(const matrix& a) { return sum(a) / double(a.rows() * a.columns()); }
inline matrix mean_features(const matrix& a) { return sum_features(a) / double(a.rows()); }
inline matrix mean_samples(const matrix& a) { return sum_samples(a) / double(a.columns()); }
inline matrix logsumexp(const matrix& a) {
  const matrix largest = max_features(a);
  return log(sum_features(exp(a - largest))) + largest;
}
inline matrix log_softmax(const matrix& a) { return a - logsumexp(a); }
inline matrix softmax(const matrix& a) { return exp(log_softmax(a)); }

}  // namespace loops
