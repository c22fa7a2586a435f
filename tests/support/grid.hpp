// Matrices of small integers, and plain loops for what is computed of them. Such sums of products
// are exact in any order, fused or not, so results are compared for equality.
#pragma once

#include <ctnn/eval.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <ostream>
#include <vector>

namespace support {

/// The numbers of a matrix, row by row.
struct grid {
  std::size_t rows, columns;
  std::vector<double> numbers = std::vector<double>(rows * columns);

  double& operator()(std::size_t r, std::size_t c) { return numbers[r * columns + c]; }
  double operator()(std::size_t r, std::size_t c) const { return numbers[r * columns + c]; }
  friend bool operator==(const grid&, const grid&) = default;
  friend std::ostream& operator<<(std::ostream& out, const grid& g) {
    out << g.rows << " x " << g.columns << ":";
    for (const double number : g.numbers) out << ' ' << number;
    return out;
  }
};

inline grid operator*(const grid& a, const grid& b) {
  grid result{a.rows, b.columns};
  for (std::size_t r = 0; r < a.rows; ++r) {
    for (std::size_t c = 0; c < b.columns; ++c) {
      for (std::size_t k = 0; k < a.columns; ++k) result(r, c) += a(r, k) * b(k, c);
    }
  }
  return result;
}
inline grid operator+(grid a, const grid& b) {
  for (std::size_t i = 0; i < a.numbers.size(); ++i) a.numbers[i] += b.numbers[i];
  return a;
}
inline grid transposed(const grid& a) {
  grid result{a.columns, a.rows};
  for (std::size_t r = 0; r < a.rows; ++r) {
    for (std::size_t c = 0; c < a.columns; ++c) result(c, r) = a(r, c);
  }
  return result;
}

inline grid scaled(double factor, grid a) {
  for (double& number : a.numbers) number *= factor;
  return a;
}
/// A column, as often as a matrix has columns.
inline grid repeated(const grid& column, std::size_t columns) {
  grid result{column.rows, columns};
  for (std::size_t r = 0; r < column.rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) result(r, c) = column(r, 0);
  }
  return result;
}
inline double total(const grid& a) {
  return std::accumulate(a.numbers.begin(), a.numbers.end(), 0.0);
}
inline double largest(const grid& a) {
  return *std::max_element(a.numbers.begin(), a.numbers.end());
}

template <class T, ctnn::shape S, ctnn::order Order>
grid grid_of(const ctnn::tensor<T, S, Order>& x) {
  grid result{S.rows, S.columns};
  for (std::size_t r = 0; r < S.rows; ++r) {
    for (std::size_t c = 0; c < S.columns; ++c) result(r, c) = double(x(r, c));
  }
  return result;
}

/// Integers from -8 to 8, other ones for every seed; what pads them is no number, so that a result
/// shows whether it has read that.
template <class T, std::size_t Rows, std::size_t Columns, ctnn::order Order = ctnn::column_order>
ctnn::matrix<T, Rows, Columns, Order> integers(std::uint64_t seed) {
  ctnn::matrix<T, Rows, Columns, Order> result;
  result.fill(std::numeric_limits<T>::quiet_NaN());
  std::uint64_t state = seed;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      result(r, c) = static_cast<T>(static_cast<int>((state >> 33) % 17) - 8);
    }
  }
  return result;
}

}  // namespace support
