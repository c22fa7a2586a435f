// Functions with a kink, away from it: their gradients are what differences say.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.abs") {
  laws::elementwise("abs", laws::sign::either, [](auto x) { return abs(x); });
}

TEST_CASE("laws.gradient.sign") {
  laws::elementwise("sign", laws::sign::either, [](auto x) { return sign(x); });
}

TEST_CASE("laws.gradient.relu") {
  laws::elementwise("relu", laws::sign::either, [](auto x) { return relu(x); });
}

TEST_CASE("laws.gradient.negate") {
  laws::elementwise("negate", laws::sign::either, [](auto x) { return -x; });
}

TEST_CASE("laws.gradient.share") {
  laws::elementwise("share", laws::sign::either, [](auto x) { return share(x); });
}
