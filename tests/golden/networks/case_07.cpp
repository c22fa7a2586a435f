// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_07 =
    nn::network<nn::input<18, T>, nn::dense<24, nn::softsign>, nn::dense<3, nn::leaky_relu>,
                nn::dense<8, nn::softplus>, nn::dense<13>>;

}  // namespace

TEST_CASE("golden.networks.07") {
  if (!test::have_reference()) return;
  test::check_network<network_07, nn::huber, 7>(test::golden_network(7));
}
