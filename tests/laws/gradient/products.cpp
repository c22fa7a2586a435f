// Matrix products, outer products and transposes, by both factors.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

using laws::at;
using laws::sign;

// w · x: the inner extent is one of the sizes, then the outer one.
TEST_CASE("laws.gradient.product") {
  laws::for_shapes([]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"w", double, 3, Rows> w{};
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    laws::gradient_is_difference("w * x with 3 rows of w", ctnn::op::matmul{}(w, x), Rows,
                                 at{w, laws::points(3, Rows, 1, sign::either)},
                                 at{x, laws::points(Rows, Columns, 2, sign::either)});
  });
}

TEST_CASE("laws.gradient.product_of_rows") {
  laws::for_shapes([]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"w", double, Rows, 3> w{};
    constexpr ctnn::variable<"x", double, 3, Columns> x{};
    laws::gradient_is_difference("w * x with 3 columns of w", ctnn::op::matmul{}(w, x), 3,
                                 at{w, laws::points(Rows, 3, 1, sign::either)},
                                 at{x, laws::points(3, Columns, 2, sign::either)});
  });
}

TEST_CASE("laws.gradient.transpose") {
  laws::for_shapes([]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    constexpr ctnn::variable<"y", double, Rows, 2> y{};
    laws::gradient_is_difference("transpose(x) * y", ctnn::op::matmul{}(transpose(x), y), Rows,
                                 at{x, laws::points(Rows, Columns, 1, sign::either)},
                                 at{y, laws::points(Rows, 2, 2, sign::either)});
  });
}

TEST_CASE("laws.gradient.outer") {
  laws::for_sizes(laws::sizes{}, [](auto n) {
    constexpr ctnn::variable<"x", double, n> x{};
    constexpr ctnn::variable<"y", double, 5> y{};
    laws::gradient_is_difference("outer(x, y)", outer(x, y), 1,
                                 at{x, laws::points(n, 1, 1, sign::either)},
                                 at{y, laws::points(5, 1, 2, sign::either)});
  });
}
