// softmax, its logarithm and logsumexp over the features, and what broadcasts along samples or
// features.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

using laws::at;
using laws::sign;

namespace {

template <class F>
void over_features(const char* name, const F& f) {
  laws::for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    laws::gradient_is_difference(name, f(x), Rows,
                                 at{x, laws::points(Rows, Columns, 1, sign::either)});
  });
}

}  // namespace

TEST_CASE("laws.gradient.softmax") {
  over_features("softmax", [](auto x) { return softmax(x); });
}

TEST_CASE("laws.gradient.logsumexp") {
  over_features("logsumexp", [](auto x) { return logsumexp(x); });
}

TEST_CASE("laws.gradient.log_softmax") {
  over_features("log_softmax", [](auto x) { return log_softmax(x); });
}

TEST_CASE("laws.gradient.broadcast") {
  laws::for_sizes(laws::sizes{}, [](auto n) {
    constexpr ctnn::variable<"x", double, n, 5> x{};
    constexpr ctnn::variable<"column", double, n> column{};
    constexpr ctnn::variable<"row", double, 1, 5> row{};
    constexpr ctnn::variable<"scalar", double, 1> scalar{};
    laws::gradient_is_difference(
        "x column + row scalar", hadamard(x, column) + hadamard(row, scalar), 2,
        at{x, laws::points(n, 5, 1, sign::either)}, at{column, laws::points(n, 1, 2, sign::either)},
        at{row, laws::points(1, 5, 3, sign::either)},
        at{scalar, laws::points(1, 1, 4, sign::either)});
  });
}
