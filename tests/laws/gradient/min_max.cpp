// min, max and select, by both operands.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.min") {
  laws::elementwise_of_two("min", [](auto x, auto y) { return min(x, y); });
}

TEST_CASE("laws.gradient.max") {
  laws::elementwise_of_two("max", [](auto x, auto y) { return max(x, y); });
}

TEST_CASE("laws.gradient.select_less") {
  laws::elementwise_of_two("select_less",
                           [](auto x, auto y) { return select(x < y, hadamard(x, x), y); });
}
