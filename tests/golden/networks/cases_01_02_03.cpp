// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_01 = nn::network<nn::input<5, T>, nn::dense<3, nn::hard_tanh>, nn::dense<2, nn::gelu>,
                               nn::dense<18>>;

template <class T>
using network_02 = nn::network<nn::input<2, T>, nn::dense<2>>;

template <class T>
using network_03 = nn::network<nn::input<31, T>, nn::dense<16, nn::sigmoid>>;

}  // namespace

TEST_CASE("golden.networks.01") {
  if (!test::have_reference()) return;
  test::check_network<network_01, nn::mean_absolute_error, 32>(
      test::golden_network(1), nn::sgd{.learning_rate = 0.05, .weight_decay = 0.01});
}

TEST_CASE("golden.networks.02") {
  if (!test::have_reference()) return;
  test::check_network<network_02, nn::huber, 3>(test::golden_network(2));
}

TEST_CASE("golden.networks.03") {
  if (!test::have_reference()) return;
  test::check_network<network_03, nn::binary_cross_entropy, 16>(test::golden_network(3));
}
