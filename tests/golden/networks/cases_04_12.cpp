// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_04 =
    nn::network<nn::input<15, T>, nn::dense<32, nn::leaky_relu>, nn::dense<2, nn::softmax>>;

template <class T>
using network_12 = nn::network<nn::input<3, T>, nn::dense<3>>;

}  // namespace

TEST_CASE("golden.networks.04") {
  if (!test::have_reference()) return;
  test::check_network<network_04, nn::cross_entropy, 16>(test::golden_network(4),
                                                         nn::adam{.learning_rate = 0.01});
}

TEST_CASE("golden.networks.12") {
  if (!test::have_reference()) return;
  test::check_network<network_12, nn::huber, 3>(test::golden_network(12),
                                                nn::adam{.learning_rate = 0.01});
}
