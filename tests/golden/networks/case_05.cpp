// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_05 = nn::network<nn::input<3, T>, nn::dense<13, nn::softplus>, nn::dense<16>,
                               nn::dense<9, nn::leaky_relu>, nn::dense<33>>;

}  // namespace

TEST_CASE("golden.networks.05") {
  if (!test::have_reference()) return;
  test::check_network<network_05, nn::mean_squared_error, 32>(test::golden_network(5));
}
