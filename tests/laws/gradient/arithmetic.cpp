// + - / and the product number by number, by both operands.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.add") {
  laws::elementwise_of_two("add", [](auto x, auto y) { return x + y; });
}

TEST_CASE("laws.gradient.subtract") {
  laws::elementwise_of_two("subtract", [](auto x, auto y) { return x - y; });
}

TEST_CASE("laws.gradient.divide") {
  laws::elementwise_of_two("divide", [](auto x, auto y) { return x / y; });
}

TEST_CASE("laws.gradient.hadamard") {
  laws::elementwise_of_two("hadamard", [](auto x, auto y) { return hadamard(x, y); });
}
