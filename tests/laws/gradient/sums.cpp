// Sums and means over everything, over samples and over features.
#include "support/laws.hpp"

#include <ctnn/expr.hpp>

namespace {

template <class F>
void reduction(const char* name, const F& f) {
  laws::for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"x", double, Rows, Columns> x{};
    laws::gradient_is_difference(name, f(x), Rows * Columns,
                                 laws::at{x, laws::points<Rows, Columns>(1, laws::sign::either)});
  });
}

}  // namespace

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
