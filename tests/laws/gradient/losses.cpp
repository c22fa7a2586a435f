// The losses of regression at every size, for one sample and for five.
#include "support/loss_laws.hpp"

using laws::loss_at_all_sizes;
using laws::targets;

TEST_CASE("laws.gradient.mean_squared_error") {
  loss_at_all_sizes<ctnn::op::mean_squared_error_t, ctnn::op::identity_t>("mean_squared_error",
                                                                          targets::probabilities);
}
TEST_CASE("laws.gradient.mean_absolute_error") {
  loss_at_all_sizes<ctnn::op::mean_absolute_error_t, ctnn::op::identity_t>("mean_absolute_error",
                                                                           targets::zero);
}
TEST_CASE("laws.gradient.huber") {
  loss_at_all_sizes<ctnn::op::huber_t, ctnn::op::identity_t>("huber", targets::zero);
}
