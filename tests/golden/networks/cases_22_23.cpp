// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_22 = nn::network<nn::input<1, T>, nn::dense<32>>;

template <class T>
using network_23 = nn::network<nn::input<1, T>, nn::dense<3, nn::sigmoid>>;

}  // namespace

TEST_CASE("golden.networks.22") {
  if (!test::have_reference()) return;
  test::check_network<network_22, nn::huber, 7>(test::golden_network(22));
}

TEST_CASE("golden.networks.23") {
  if (!test::have_reference()) return;
  test::check_network<network_23, nn::binary_cross_entropy, 16>(test::golden_network(23));
}
