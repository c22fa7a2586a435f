// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_15 = nn::network<nn::input<9, T>, nn::dense<8, nn::gelu_tanh>, nn::dense<7>>;

template <class T>
using network_16 = nn::network<nn::input<24, T>, nn::dense<2>>;

template <class T>
using network_17 = nn::network<nn::input<33, T>, nn::dense<13>>;

}  // namespace

TEST_CASE("golden.networks.15") {
  if (!test::have_reference()) return;
  test::check_network<network_15, nn::mean_squared_error, 8>(test::golden_network(15));
}

TEST_CASE("golden.networks.16") {
  if (!test::have_reference()) return;
  test::check_network<network_16, nn::mean_absolute_error, 1>(test::golden_network(16),
                                                              nn::sgd{.learning_rate = 0.05});
}

TEST_CASE("golden.networks.17") {
  if (!test::have_reference()) return;
  test::check_network<network_17, nn::huber, 3>(
      test::golden_network(17), nn::sgd{.learning_rate = 0.05, .weight_decay = 0.01});
}
