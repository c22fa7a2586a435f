// Maxima over everything, over samples and over features.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

using laws::reduction;

TEST_CASE("laws.gradient.max") {
  reduction("max", [](auto x) { return max(x); });
}

TEST_CASE("laws.gradient.max_samples") {
  reduction("max_samples", [](auto x) { return max_samples(x); });
}

TEST_CASE("laws.gradient.max_features") {
  reduction("max_features", [](auto x) { return max_features(x); });
}
