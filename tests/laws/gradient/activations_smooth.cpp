// Activations that the network library defines by formulas.
#include "support/laws.hpp"

#include <ctnn/nn.hpp>

TEST_CASE("laws.gradient.gelu") {
  laws::elementwise("gelu", laws::sign::either, [](auto x) { return ctnn::gelu(x); });
}

TEST_CASE("laws.gradient.gelu_tanh") {
  laws::elementwise("gelu_tanh", laws::sign::either, [](auto x) { return ctnn::gelu_tanh(x); });
}

TEST_CASE("laws.gradient.silu") {
  laws::elementwise("silu", laws::sign::either, [](auto x) { return ctnn::silu(x); });
}

TEST_CASE("laws.gradient.mish") {
  laws::elementwise("mish", laws::sign::either, [](auto x) { return ctnn::mish(x); });
}

TEST_CASE("laws.gradient.softsign") {
  laws::elementwise("softsign", laws::sign::either, [](auto x) { return ctnn::softsign(x); });
}
