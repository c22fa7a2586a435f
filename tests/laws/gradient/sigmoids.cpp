// Functions that saturate: their gradients are what differences say.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

TEST_CASE("laws.gradient.tanh") {
  laws::elementwise("tanh", laws::sign::either, [](auto x) { return tanh(x); });
}

TEST_CASE("laws.gradient.sigmoid") {
  laws::elementwise("sigmoid", laws::sign::either, [](auto x) { return sigmoid(x); });
}

TEST_CASE("laws.gradient.softplus") {
  laws::elementwise("softplus", laws::sign::either, [](auto x) { return softplus(x); });
}

TEST_CASE("laws.gradient.erf") {
  laws::elementwise("erf", laws::sign::either, [](auto x) { return erf(x); });
}
