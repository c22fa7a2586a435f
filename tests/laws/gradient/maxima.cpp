// Maxima over everything, over samples and over features.
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

TEST_CASE("laws.gradient.max") {
  reduction("max", [](auto x) { return max(x); });
}

TEST_CASE("laws.gradient.max_samples") {
  reduction("max_samples", [](auto x) { return max_samples(x); });
}

TEST_CASE("laws.gradient.max_features") {
  reduction("max_features", [](auto x) { return max_features(x); });
}
