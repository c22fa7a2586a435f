// Products whose factor along the lanes is contiguous: its columns, scaled and added up. At sizes
// around those of packs, tiles and chains, and with sums that start at a stored value.
#include "support/catch.hpp"
#include "support/grid.hpp"

namespace nn = ctnn;

namespace {

using support::grid;
using support::grid_of;
using support::integers;

constexpr nn::op::matmul product{};

template <class T, std::size_t Rows, std::size_t... Depths>
void check_column() {
  const auto check = [&]<std::size_t Depth>() {
    INFO(Rows << " rows, depth " << Depth);
    const auto w = integers<T, Rows, Depth>(Rows);
    const auto x = integers<T, Depth, 1>(Depth);
    const nn::vector<T, Rows> y = w * x;
    CHECK(grid_of(y) == grid_of(w) * grid_of(x));
  };
  (check.template operator()<Depths>(), ...);
}

template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_matrix() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  const auto w = integers<T, Rows, Depth>(1);
  const auto x = integers<T, Depth, Columns>(2);
  const auto b = integers<T, Rows, 1>(3);
  const auto expected = grid_of(w) * grid_of(x);
  const nn::matrix<T, Rows, Columns> y = product(w, x);
  CHECK(grid_of(y) == expected);
  const nn::matrix<T, Rows, Columns> with_bias = b + product(w, x);
  CHECK(grid_of(with_bias) == expected + support::repeated(grid_of(b), Columns));
}

/// Sums that start at a stored value, on either side, and at the value that they replace.
template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_onto() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  const auto w = integers<T, Rows, Depth>(4);
  const auto x = integers<T, Depth, Columns>(5);
  const auto b = integers<T, Rows, Columns>(6);
  const auto expected = grid_of(w) * grid_of(x) + grid_of(b);
  nn::matrix<T, Rows, Columns> u = b + product(w, x);
  CHECK(grid_of(u) == expected);
  u = product(w, x) + b;
  CHECK(grid_of(u) == expected);
  u = u + product(w, x);
  CHECK(grid_of(u) == expected + grid_of(w) * grid_of(x));
  // The start is computed by an assignment before, which so is in a kernel before.
  const auto twice = share(b + b);
  u = twice + (twice + product(w, x));
  CHECK(grid_of(u) == expected + grid_of(b) + grid_of(b) + grid_of(b));
}

template <class T, std::size_t Rows, std::size_t Columns>
void check_outer() {
  INFO(Rows << " x " << Columns);
  const auto a = integers<T, Rows, 1>(7);
  const auto b = integers<T, Columns, 1>(8);
  const auto u = integers<T, Rows, Columns>(9);
  const auto expected = grid_of(a) * transposed(grid_of(b));
  nn::matrix<T, Rows, Columns> y = outer(a, b);
  CHECK(grid_of(y) == expected);
  y = u - 2.0 * (a * transpose(b));
  CHECK(grid_of(y) == grid_of(u) + support::scaled(-2, expected));
  y = y + a * transpose(b);
  CHECK(grid_of(y) == grid_of(u) + support::scaled(-1, expected));
  const nn::matrix<T, Rows, Columns, nn::row_order> by_rows = outer(a, b);
  CHECK(grid_of(by_rows) == expected);
}

/// Columns of the one number in a row, number by number with another column and with each other.
template <class T, std::size_t Rows>
void check_scaled_columns() {
  INFO(Rows << " rows");
  const auto a = integers<T, Rows, 1>(12);
  const auto b = integers<T, Rows, 1>(13);
  const auto number = integers<T, 1, 1>(14);
  const auto scaled_a = grid_of(a) * grid_of(number);
  const auto scaled_b = grid_of(b) * grid_of(number);
  const auto expected_of = [](grid x, const grid& y) {
    for (std::size_t i = 0; i < Rows; ++i) x.numbers[i] *= y.numbers[i];
    return x;
  };
  nn::vector<T, Rows> y = hadamard(product(a, number), b);
  CHECK(grid_of(y) == expected_of(scaled_a, grid_of(b)));
  y = hadamard(b, product(a, number));
  CHECK(grid_of(y) == expected_of(scaled_a, grid_of(b)));
  y = hadamard(product(a, number), product(b, number));
  CHECK(grid_of(y) == expected_of(scaled_a, scaled_b));
}

/// What the lanes behind the last row hold is in no sum and no maximum.
template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_folded() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  const auto w = integers<T, Rows, Depth>(10);
  const auto x = integers<T, Depth, Columns>(11);
  const auto expected = grid_of(w) * grid_of(x);
  const nn::vector<T, 1> total = sum(product(w, x));
  CHECK(double(total(0)) == support::total(expected));
  const nn::vector<T, 1> most = max(-product(w, x));
  CHECK(double(most(0)) == support::largest(support::scaled(-1, expected)));
}

}  // namespace

TEST_CASE("unit.eval.products: one column") {
  check_column<float, 1, 2, 9, 33>();
  check_column<float, 4, 1, 2, 3, 8, 15>();
  check_column<float, 5, 1, 7, 8, 17>();
  check_column<float, 17, 1, 2, 3, 4, 7, 8, 9, 16>();
  check_column<float, 48, 3, 5, 9>();
  // From 32 KiB on the factor is read at several places in turn.
  check_column<float, 128, 66, 67, 80>();
  check_column<float, 129, 2, 33, 113>();
  check_column<float, 400, 1, 10, 41>();
  check_column<double, 3, 1, 9>();
  check_column<double, 9, 2, 8, 33>();
  check_column<double, 40, 1, 7>();
  check_column<double, 130, 62>();
  check_column<double, 210, 5>();
}
TEST_CASE("unit.eval.products: several columns") {
  check_matrix<float, 3, 2, 2>();
  check_matrix<float, 17, 5, 3>();
  check_matrix<float, 33, 8, 13>();
  check_matrix<float, 80, 3, 9>();
  check_matrix<float, 64, 3, 31>();
  check_matrix<double, 5, 4, 6>();
  check_matrix<double, 33, 9, 7>();
}
TEST_CASE("unit.eval.products added to stored values") {
  check_onto<float, 3, 1, 1>();
  check_onto<float, 16, 33, 1>();
  check_onto<float, 70, 5, 1>();
  check_onto<float, 33, 9, 5>();
  check_onto<double, 9, 7, 1>();
  check_onto<double, 20, 3, 4>();
}
TEST_CASE("unit.eval.products of a column and a row") {
  check_outer<float, 3, 2>();
  check_outer<float, 33, 9>();
  check_outer<float, 400, 3>();
  check_outer<double, 5, 3>();
  check_outer<double, 17, 18>();
}
TEST_CASE("unit.eval.products of a column and a number") {
  check_scaled_columns<float, 1>();
  check_scaled_columns<float, 3>();
  check_scaled_columns<float, 33>();
  check_scaled_columns<double, 17>();
}
TEST_CASE("unit.eval.products folded") {
  check_folded<float, 3, 5, 1>();
  check_folded<float, 33, 4, 3>();
  check_folded<double, 5, 9, 1>();
  check_folded<double, 9, 2, 5>();
}
