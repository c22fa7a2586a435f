// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_00 = nn::network<nn::input<31, T>, nn::dense<31, nn::relu6>,
                               nn::dense<33, nn::hard_swish>, nn::dense<8, nn::gelu>, nn::dense<7>>;

}  // namespace

TEST_CASE("golden.networks.00") {
  if (!test::have_reference()) return;
  test::check_network<network_00, nn::mean_squared_error, 1>(test::golden_network(0),
                                                             nn::sgd{.learning_rate = 0.05});
}
