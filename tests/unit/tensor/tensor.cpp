// Tensors as values: construction, elements, equality, and assignment from formulas.
#include "support/catch.hpp"

#include <ctnn/eval.hpp>
#include <ctnn/expr.hpp>
#include <ctnn/tensor.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>

namespace nn = ctnn;

TEST_CASE("unit.tensor.is zero unless given") {
  const nn::matrix<float, 3, 5> m;
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 5; ++c) CHECK(m(r, c) == 0);
  }
  static_assert(m.rows == 3 && m.columns == 5 && m.size() == 15);
}

TEST_CASE("unit.tensor.vectors from numbers and arrays") {
  const nn::vector<double, 3> v(1, 2.5, 4.0f);
  const nn::vector<double, 3> from_array(std::array{1.0, 2.5, 4.0});
  CHECK(v == from_array);
  CHECK(v(1) == 2.5);
  CHECK(v[2] == 4);
  CHECK(v(2, 0) == 4);
  CHECK(std::accumulate(v.begin(), v.end(), 0.0) == 7.5);
  CHECK(v.end() - v.begin() == 3);
  const std::span<const double, 3> seen = v;
  CHECK(seen.data() == v.data());
}

TEST_CASE("unit.tensor.matrices row by row, in both orders") {
  const nn::matrix<float, 2, 3> m({{1, 2, 3}, {4, 5, 6}});
  const nn::matrix<float, 2, 3, nn::row_order> by_rows{{1, 2, 3}, {4, 5, 6}};
  for (std::size_t r = 0; r < 2; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      CHECK(m(r, c) == static_cast<float>(3 * r + c + 1));
      CHECK(by_rows(r, c) == m(r, c));
    }
  }
  // What is contiguous is what the order says.
  CHECK(&m(1, 0) == &m(0, 0) + 1);
  CHECK(&by_rows(0, 1) == &by_rows(0, 0) + 1);
}

TEST_CASE("unit.tensor.equality looks at the numbers alone") {
  nn::vector<float, 3> a(1.0f, 2.0f, 3.0f), b = a;
  CHECK(a == b);
  // Storage behind the last number is not part of the value.
  if (a.stride > 3) a.data()[3] = 99;
  CHECK(a == b);
  b(2) = 4;
  CHECK(a != b);
  static_assert(nn::vector<double, 2>(1.0, 2.0) == nn::vector<double, 2>(1.0, 2.0));
}

TEST_CASE("unit.tensor.storage is aligned") {
  struct {
    char before;
    nn::matrix<float, 5, 5> m;
  } s{};
  CHECK(reinterpret_cast<std::uintptr_t>(s.m.data()) % alignof(nn::matrix<float, 5, 5>) == 0);
  CHECK(alignof(nn::matrix<float, 5, 5>) >= 16);
}

namespace {

const nn::matrix<double, 3, 3> w({{0, 1, 0}, {0, 0, 1}, {2, 0, 0}});

}  // namespace

TEST_CASE("unit.tensor.runs of large matrices share no few sets of a cache") {
  using near = nn::matrix<float, 128, 64>;
  using far = nn::matrix<float, 128, 65>;
  using far_by_rows = nn::matrix<double, 65, 64, nn::row_order>;
  using far_narrow = nn::matrix<nn::bfloat16, 256, 65>;
  static_assert(near::stride == 128 && far::stride >= 128);
  const auto shares_few = [](std::size_t bytes) { return bytes % 512 == 0; };
  // Scalar storage has no padding at all.
  const bool is_spread = nn::simd::native_width<float> > 1 && nn::simd::native_width<float> < 16;
  CHECK(shares_few(far::stride * sizeof(float)) != is_spread);
  CHECK(shares_few(far_by_rows::stride * sizeof(double)) != is_spread);
  CHECK(shares_few(far_narrow::stride * sizeof(nn::bfloat16)) != is_spread);
  const auto m = std::make_unique<far>();
  for (std::size_t c = 0; c < 65; ++c) {
    for (std::size_t r = 0; r < 128; ++r) (*m)(r, c) = static_cast<float>(r + 200 * c);
  }
  bool all = true;
  for (std::size_t c = 0; c < 65; ++c) {
    for (std::size_t r = 0; r < 128; ++r) all = all && (*m)(r, c) == float(r + 200 * c);
  }
  CHECK(all);
}

TEST_CASE("unit.tensor.assignment from a formula") {
  const nn::vector<double, 3> x(1.0, 2.0, 3.0), b(0.5, 0.5, 0.5);
  nn::vector<double, 3> y = w * x + b;
  CHECK(y == nn::vector<double, 3>(2.5, 3.5, 2.5));
  y = 2.0 * x;
  CHECK(y == nn::vector<double, 3>(2.0, 4.0, 6.0));
  nn::matrix<double, 3, 3> rotated = w * w;
  CHECK(rotated == nn::matrix<double, 3, 3>({{0, 0, 1}, {2, 0, 0}, {0, 2, 0}}));
}

TEST_CASE("unit.tensor.formulas over tensors, numbers and variables") {
  constexpr nn::variable<"x", double, 3> x{};
  constexpr nn::variable<"b", double, 1> b{};
  const nn::vector<double, 3> value(1.0, 2.0, 3.0), scale(1.0, 10.0, 100.0);
  const nn::vector<double, 1> one(1.0);
  const auto formula = 2.0 * hadamard(scale, w * x) + b + 0.5;
  const auto y = evaluate(formula, with_value(b, one), with_value(x, value));
  CHECK(y == nn::vector<double, 3>(5.5, 61.5, 401.5));
}

TEST_CASE("unit.tensor.the target may stand in the formula") {
  nn::vector<double, 3> y(1.0, 2.0, 3.0);
  y = w * y;
  CHECK(y == nn::vector<double, 3>(2.0, 3.0, 2.0));
  y = w * (w * y) + y;
  CHECK(y == nn::vector<double, 3>(4.0, 7.0, 8.0));
  nn::matrix<double, 3, 3> m = w;
  m = m * m;
  CHECK(m == nn::matrix<double, 3, 3>({{0, 0, 1}, {2, 0, 0}, {0, 2, 0}}));
  m = transpose(m) + m;
  CHECK(m == nn::matrix<double, 3, 3>({{0, 2, 1}, {2, 0, 2}, {1, 2, 0}}));
}

TEST_CASE("unit.tensor.orders mix in a formula") {
  const nn::matrix<double, 2, 3> a({{1, 2, 3}, {4, 5, 6}});
  const nn::matrix<double, 2, 3, nn::row_order> b({{1, 0, 1}, {0, 1, 0}});
  const nn::matrix<double, 2, 3, nn::row_order> sum = a + b;
  const nn::matrix<double, 2, 3> same = b + a;
  for (std::size_t r = 0; r < 2; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      CHECK(sum(r, c) == a(r, c) + b(r, c));
      CHECK(same(r, c) == a(r, c) + b(r, c));
    }
  }
}

TEST_CASE("unit.tensor.a formula keeps the temporaries in it") {
  const auto make = [](double first) { return nn::vector<double, 3>(first, 2.0, 3.0); };
  const auto formula = w * make(1) + make(10);
  // Would overwrite a stack slot that the formula only referred to.
  const nn::vector<double, 3> other = make(100) + make(1000);
  const nn::vector<double, 3> y = formula;
  CHECK(y == nn::vector<double, 3>(12.0, 5.0, 5.0));
  CHECK(other(0) == 1100);
}
