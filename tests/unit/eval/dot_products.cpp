// Products whose factors are both contiguous along the contraction are made of dot products: at
// sizes around those of packs, and of the groups of rows and chains that they are gathered in.
#include "support/catch.hpp"
#include "support/grid.hpp"

namespace nn = ctnn;

namespace {

using support::grid_of;
using support::integers;

template <std::size_t... N>
using sizes = std::index_sequence<N...>;

template <class T, std::size_t Rows, std::size_t Depth>
void check_size() {
  INFO(Rows << " rows, depth " << Depth);
  const auto w = integers<T, Rows, Depth, nn::row_order>(Rows);
  const auto x = integers<T, Depth, 1>(Depth);
  const auto b = integers<T, Rows, 1>(7);
  const nn::vector<T, Rows> y = w * x + b;
  CHECK(grid_of(y) == grid_of(w) * grid_of(x) + grid_of(b));
}

template <class T, std::size_t... Rows, std::size_t... Depths>
void check(sizes<Rows...>, sizes<Depths...> depths) {
  if constexpr (sizeof...(Rows) == 1) {
    (check_size<T, Rows..., Depths>(), ...);
  } else {
    (check<T>(sizes<Rows>{}, depths), ...);
  }
}

// Several columns, which are the other factor's; and a result by rows, whose lanes run along them.
template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_columns() {
  INFO(Rows << " x " << Depth << " x " << Columns);
  constexpr nn::op::matmul product{};
  const auto w = integers<T, Rows, Depth, nn::row_order>(1);
  const auto x = integers<T, Depth, Columns>(2);
  const auto expected = grid_of(w) * grid_of(x);
  const nn::matrix<T, Rows, Columns> by_columns = product(w, x);
  CHECK(grid_of(by_columns) == expected);
  const nn::matrix<T, Rows, Columns, nn::row_order> by_rows = product(w, x);
  CHECK(grid_of(by_rows) == expected);
}

}  // namespace

TEST_CASE("unit.eval.dot_products in float") {
  constexpr sizes<1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100> depths;
  check<float>(sizes<1, 4, 17>{}, depths);
  check<float>(sizes<2, 3, 5, 8, 16, 33>{}, sizes<1, 3, 8, 16, 17, 33, 100>{});
  check<float>(sizes<19, 22, 28>{}, sizes<3, 8, 17, 40>{});
}
TEST_CASE("unit.eval.dot_products in double") {
  check<double>(sizes<1, 2, 3, 5, 8, 17>{}, sizes<1, 2, 3, 7, 8, 15, 33>{});
  check<double>(sizes<11, 14>{}, sizes<3, 8, 19>{});
}
TEST_CASE("unit.eval.dot_products of several columns") {
  check_columns<float, 3, 33, 5>();
  check_columns<float, 5, 7, 2>();
  check_columns<float, 17, 40, 3>();
  check_columns<float, 4, 16, 17>();
  check_columns<double, 2, 19, 3>();
  check_columns<double, 9, 8, 5>();
}
