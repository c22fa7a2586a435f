// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_18 = nn::network<nn::input<24, T>, nn::dense<32, nn::gelu>,
                               nn::dense<15, nn::leaky_relu>, nn::dense<33, nn::sigmoid>>;

}  // namespace

TEST_CASE("golden.networks.18") {
  if (!test::have_reference()) return;
  test::check_network<network_18, nn::binary_cross_entropy, 2>(test::golden_network(18));
}
