// Transposes: as factors of products, which read them in place or from a copy, and copied by
// themselves, in squares of packs that rarely fit.
#include "support/catch.hpp"
#include "support/grid.hpp"

namespace nn = ctnn;

namespace {

using support::grid_of;
using support::integers;

constexpr nn::op::matmul product{};

/// wᵀ · x, and onto a stored value, for w stored either way.
template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_left() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  const auto w = integers<T, Depth, Rows>(1);
  const auto w_by_rows = integers<T, Depth, Rows, nn::row_order>(1);
  const auto x = integers<T, Depth, Columns>(2);
  const auto b = integers<T, Rows, Columns>(3);
  const auto expected = transposed(grid_of(w)) * grid_of(x);
  nn::matrix<T, Rows, Columns> y = product(transpose(w), x);
  CHECK(grid_of(y) == expected);
  y = y + product(transpose(w), x);
  CHECK(grid_of(y) == support::scaled(2, expected));
  y = product(transpose(w_by_rows), x) + b;
  CHECK(grid_of(y) == expected + grid_of(b));
}

/// w · vᵀ, for v stored either way, and both factors transposed.
template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_right() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  const auto w = integers<T, Rows, Depth>(4);
  const auto v = integers<T, Columns, Depth>(5);
  const auto v_by_rows = integers<T, Columns, Depth, nn::row_order>(5);
  const auto w_transposed = integers<T, Depth, Rows>(6);
  const auto expected = grid_of(w) * transposed(grid_of(v));
  nn::matrix<T, Rows, Columns> y = product(w, transpose(v));
  CHECK(grid_of(y) == expected);
  y = y + product(w, transpose(v_by_rows));
  CHECK(grid_of(y) == support::scaled(2, expected));
  y = product(transpose(w_transposed), transpose(v));
  CHECK(grid_of(y) == transposed(grid_of(w_transposed)) * transposed(grid_of(v)));
}

template <class T, std::size_t Rows, std::size_t Columns>
void check_copy() {
  INFO(Rows << " x " << Columns);
  const auto x = integers<T, Columns, Rows>(7);
  const auto expected = transposed(grid_of(x));
  const nn::matrix<T, Rows, Columns> copy = transpose(x);
  CHECK(grid_of(copy) == expected);
  const nn::matrix<T, Rows, Columns, nn::row_order> by_rows = transpose(x);
  CHECK(grid_of(by_rows) == expected);
  const nn::matrix<T, Columns, Rows> back = transpose(by_rows);
  CHECK(grid_of(back) == grid_of(x));
}

}  // namespace

TEST_CASE("unit.eval.transposes on the left") {
  check_left<float, 1, 5, 1>();
  check_left<float, 18, 64, 1>();
  check_left<float, 64, 4, 1>();
  check_left<float, 5, 33, 3>();
  check_left<float, 17, 3, 4>();
  check_left<float, 33, 20, 9>();
  check_left<double, 3, 9, 1>();
  check_left<double, 9, 17, 5>();
}
TEST_CASE("unit.eval.transposes on the right") {
  check_right<float, 3, 2, 4>();
  check_right<float, 16, 9, 3>();
  check_right<float, 33, 4, 17>();
  check_right<float, 2, 33, 5>();
  check_right<float, 65, 7, 2>();
  check_right<double, 5, 3, 4>();
  check_right<double, 17, 8, 9>();
}
TEST_CASE("unit.eval.transposes copied") {
  check_copy<float, 1, 7>();
  check_copy<float, 7, 1>();
  check_copy<float, 2, 3>();
  check_copy<float, 4, 17>();
  check_copy<float, 17, 4>();
  check_copy<float, 5, 33>();
  check_copy<float, 16, 16>();
  check_copy<float, 33, 18>();
  check_copy<float, 50, 9>();
  check_copy<double, 3, 5>();
  check_copy<double, 8, 2>();
  check_copy<double, 2, 9>();
  check_copy<double, 17, 11>();
}
