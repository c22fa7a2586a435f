// Gradients go through a maximum to the number that is the largest: it has to be found again among
// numbers that are the same to the last digit, in whatever tiles their batch is computed.
#include "support/random_layers.hpp"

using ctnn::fraction, ctnn::parameter, ctnn::role;

namespace {

/// A formula of x, weights and a column.
template <std::size_t Units, class Formula>
struct layer {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<parameter, 2> parameters(std::size_t inputs) {
    return {parameter{role::weights, Units, inputs}, parameter{role::bias, Units}};
  }
  static constexpr auto formula(auto x, auto w, auto v) { return Formula::of(x, w, v); }
};

struct bounded {
  static constexpr auto of(auto x, auto w, auto v) {
    return min(fraction<1, 8>, v * max_features(w * x));
  }
};
struct below_the_largest {
  static constexpr auto of(auto x, auto w, auto v) { return (w * x + v) - max_features(w * x + v); }
};
struct of_samples {
  static constexpr auto of(auto x, auto w, auto v) { return w * x + max_samples(w * x + v); }
};
/// What a user writes to leave all but the largest out.
struct only_the_largest {
  static constexpr auto of(auto x, auto w, auto v) {
    return select(w * x >= max_features(w * x), hadamard(v, w * x), fraction<0>);
  }
};
struct linear {
  static constexpr auto of(auto x, auto w, auto v) { return w * x + v; }
};
struct squared {
  static constexpr auto formula(auto a, auto t) { return mean(hadamard(a - t, a - t)); }
};

using ctnn::input, ctnn::network;
template <std::size_t Units, class Formula>
void check(const std::string& name) {
  random_layers::check_batches<network<input<20, double>, layer<Units, Formula>>, squared{}>(name);
}
template <std::size_t Units, class Formula>
void check_hidden(const std::string& name) {
  random_layers::check_batches<network<input<20>, layer<Units, Formula>, layer<2, linear>>,
                               squared{}>(name);
}

}  // namespace

TEST_CASE("unit.nn.largest.bounded") { check<9, bounded>("bounded"); }
TEST_CASE("unit.nn.largest.below") { check_hidden<17, below_the_largest>("below"); }
TEST_CASE("unit.nn.largest.of samples") { check<5, of_samples>("of samples"); }
TEST_CASE("unit.nn.largest.alone") { check_hidden<8, only_the_largest>("alone"); }
