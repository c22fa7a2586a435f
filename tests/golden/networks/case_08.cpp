// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_08 = nn::network<nn::input<4, T>, nn::dense<5, nn::relu>, nn::dense<9, nn::hard_tanh>,
                               nn::dense<4, nn::hard_swish>, nn::dense<1, nn::sigmoid>>;

}  // namespace

TEST_CASE("golden.networks.08") {
  if (!test::have_reference()) return;
  test::check_network<network_08, nn::binary_cross_entropy, 2>(test::golden_network(8),
                                                               nn::sgd{.learning_rate = 0.05});
}
