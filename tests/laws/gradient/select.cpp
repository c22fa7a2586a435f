// select by the other comparisons, by both operands, and by several.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.select_less_equal") {
  laws::elementwise_of_two("select_less_equal",
                           [](auto x, auto y) { return select(x <= y, x, hadamard(x, y)); });
}

TEST_CASE("laws.gradient.select_greater") {
  laws::elementwise_of_two("select_greater",
                           [](auto x, auto y) { return select(x > y, hadamard(y, y), x); });
}

TEST_CASE("laws.gradient.select_greater_equal") {
  laws::elementwise_of_two("select_greater_equal",
                           [](auto x, auto y) { return select(x >= y, y, hadamard(x, x)); });
}

TEST_CASE("laws.gradient.select_several") {
  laws::elementwise_of_two("select_several", [](auto x, auto y) {
    return select((x < y && x > -y) || !(y > ctnn::fraction<1, 4>), hadamard(x, y), y);
  });
}
