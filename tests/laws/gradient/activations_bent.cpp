// Activations that are defined piece by piece. The points lie between 1/2 and 2 in magnitude: the
// factors put some of them on each side of each kink.
#include "support/laws.hpp"

#include <ctnn/nn.hpp>

TEST_CASE("laws.gradient.leaky_relu") {
  laws::elementwise("leaky_relu", laws::sign::either, [](auto x) { return ctnn::leaky_relu(x); });
}

TEST_CASE("laws.gradient.elu") {
  laws::elementwise("elu", laws::sign::either, [](auto x) { return ctnn::elu(x); });
}

TEST_CASE("laws.gradient.selu") {
  laws::elementwise("selu", laws::sign::either, [](auto x) { return ctnn::selu(x); });
}

TEST_CASE("laws.gradient.hard_sigmoid") {
  laws::elementwise(
      "hard_sigmoid", laws::sign::either,
      [](auto x) { return ctnn::hard_sigmoid(x * ctnn::fraction<2>); }, 1.5);
}
