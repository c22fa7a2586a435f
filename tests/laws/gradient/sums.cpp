// Sums and means over everything, over samples and over features.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

using laws::reduction;

TEST_CASE("laws.gradient.sum") {
  reduction("sum", [](auto x) { return sum(x); });
}

TEST_CASE("laws.gradient.sum_samples") {
  reduction("sum_samples", [](auto x) { return sum_samples(x); });
}

TEST_CASE("laws.gradient.sum_features") {
  reduction("sum_features", [](auto x) { return sum_features(x); });
}

TEST_CASE("laws.gradient.mean") {
  reduction("mean", [](auto x) { return mean(x); });
}

TEST_CASE("laws.gradient.mean_samples") {
  reduction("mean_samples", [](auto x) { return mean_samples(x); });
}

TEST_CASE("laws.gradient.mean_features") {
  reduction("mean_features", [](auto x) { return mean_features(x); });
}
