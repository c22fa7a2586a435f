// The cross-entropies at every size, for one sample and for five.
#include "support/loss_laws.hpp"

using laws::loss_at_all_sizes;
using laws::targets;

TEST_CASE("laws.gradient.binary_cross_entropy") {
  loss_at_all_sizes<ctnn::op::binary_cross_entropy_t, ctnn::op::sigmoid_t>(
      "binary_cross_entropy of sigmoid", targets::probabilities);
}
TEST_CASE("laws.gradient.cross_entropy") {
  loss_at_all_sizes<ctnn::op::cross_entropy_t, ctnn::op::softmax_t>("cross_entropy of softmax",
                                                                    targets::probabilities);
}
