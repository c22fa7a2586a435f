// Activations that are defined piece by piece. The points lie between 1/2 and 2 in magnitude: the
// factors put some of them on each side of each kink.
#include "support/laws.hpp"

#include <ctnn/nn.hpp>

TEST_CASE("laws.gradient.hard_tanh") {
  laws::elementwise(
      "hard_tanh", laws::sign::either, [](auto x) { return ctnn::hard_tanh(x); }, 1.0);
}

TEST_CASE("laws.gradient.hard_swish") {
  laws::elementwise(
      "hard_swish", laws::sign::either,
      [](auto x) { return ctnn::hard_swish(x * ctnn::fraction<2>); }, 1.5);
}

TEST_CASE("laws.gradient.relu6") {
  laws::elementwise(
      "relu6", laws::sign::either, [](auto x) { return ctnn::relu6(x * ctnn::fraction<4>); }, 1.5);
}
