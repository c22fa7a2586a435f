// Exponentials and logarithms: their gradients are what differences say.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.exp") {
  laws::elementwise("exp", laws::sign::either, [](auto x) { return exp(x); });
}

TEST_CASE("laws.gradient.expm1") {
  laws::elementwise("expm1", laws::sign::either, [](auto x) { return expm1(x); });
}

TEST_CASE("laws.gradient.log") {
  laws::elementwise("log", laws::sign::positive, [](auto x) { return log(x); });
}

TEST_CASE("laws.gradient.log1p") {
  laws::elementwise("log1p", laws::sign::positive, [](auto x) { return log1p(x); });
}

TEST_CASE("laws.gradient.sqrt") {
  laws::elementwise("sqrt", laws::sign::positive, [](auto x) { return sqrt(x); });
}
