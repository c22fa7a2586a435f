// The matrix product at sizes around those of packs, in every combination of storage and
// transposition, and what * means.
#include "support/values.hpp"

namespace nn = ctnn;

namespace {

template <class Product, class A, class B>
void check_product(const Product& product, const A& a, const B& b) {
  constexpr std::size_t rows = A::rows, depth = A::columns, columns = B::columns;
  static_assert(Product::rows == rows && Product::columns == columns && B::rows == depth);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      double expected = 0, size = 0;
      for (std::size_t k = 0; k < depth; ++k) {
        expected += double(a(r, k)) * double(b(k, c));
        size += std::abs(double(a(r, k)) * double(b(k, c)));
      }
      INFO(rows << " x " << depth << " x " << columns << " at " << r << ", " << c);
      // Each of the sum's roundings is at most half a unit of the terms' total size.
      using T = typename Product::value_type;
      CHECK(std::abs(double(product(r, c)) - expected) <=
            double(std::numeric_limits<T>::epsilon()) * double(depth + 1) * size);
    }
  }
}

template <class T, std::size_t Rows, std::size_t Depth, std::size_t Columns>
void check_all() {
  const auto a = values::numbers<T, Rows, Depth>(1);
  const auto b = values::numbers<T, Depth, Columns>(2);
  const nn::matrix<T, Rows, Depth, nn::row_order> a_by_rows = a;
  const nn::matrix<T, Depth, Rows> a_transposed = transpose(a);
  const nn::matrix<T, Columns, Depth> b_transposed = transpose(b);
  constexpr nn::op::matmul product{};
  check_product(nn::matrix<T, Rows, Columns>(product(a, b)), a, b);
  check_product(nn::matrix<T, Rows, Columns>(product(a_by_rows, b)), a, b);
  check_product(nn::matrix<T, Rows, Columns>(product(transpose(a_transposed), b)), a, b);
  check_product(nn::matrix<T, Rows, Columns>(product(a, transpose(b_transposed))), a, b);
  check_product(nn::matrix<T, Rows, Columns, nn::row_order>(product(a, b)), a, b);
  check_product(nn::matrix<T, Rows, Columns, nn::row_order>(
                    product(transpose(a_transposed), transpose(b_transposed))),
                a, b);
}

template <class T>
void check_sizes() {
  check_all<T, 1, 1, 1>();
  check_all<T, 3, 2, 1>();
  check_all<T, 1, 33, 1>();
  check_all<T, 4, 64, 1>();
  check_all<T, 17, 9, 1>();
  check_all<T, 40, 7, 1>();
  check_all<T, 7, 5, 3>();
  check_all<T, 33, 8, 13>();
  check_all<T, 2, 16, 9>();
}

}  // namespace

TEST_CASE("unit.expr.matmul in float") { check_sizes<float>(); }
TEST_CASE("unit.expr.matmul in double") { check_sizes<double>(); }

TEST_CASE("unit.expr.matmul: what * means") {
  constexpr nn::variable<"w", float, 3, 2> w{};
  constexpr nn::variable<"x", float, 2> x{};
  constexpr nn::variable<"y", float, 2> y{};
  constexpr nn::variable<"s", float, 1> s{};
  using batch = nn::placeholder<struct batch_tag, float, nn::shape{2, nn::samples}>;
  // A matrix and a column contract; columns and batches of one length are multiplied number by
  // number; a scalar scales; a column and a row make a matrix.
  static_assert(nn::is_application<decltype(w * x), nn::op::matmul>);
  static_assert(nn::is_application<decltype(x * y), nn::op::multiply>);
  static_assert(nn::is_application<decltype(batch{} * batch{}), nn::op::multiply>);
  static_assert(nn::is_application<decltype(x * batch{}), nn::op::multiply>);
  static_assert(nn::is_application<decltype(w * batch{}), nn::op::matmul>);
  static_assert(nn::is_application<decltype(s * w), nn::op::multiply>);
  static_assert(nn::shape_of<decltype(x * transpose(y))> == nn::shape{2, 2});
  static_assert(std::is_same_v<decltype(x * transpose(y)), decltype(outer(x, y))>);
  static_assert(nn::Contractible<decltype(w), decltype(x)> &&
                !nn::Contractible<decltype(x), decltype(w)>);
  SUCCEED();
}
