// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_10 =
    nn::network<nn::input<15, T>, nn::dense<1, nn::sigmoid>, nn::dense<8, nn::elu>, nn::dense<7>>;

template <class T>
using network_11 = nn::network<nn::input<31, T>, nn::dense<13, nn::softsign>, nn::dense<1>>;

}  // namespace

TEST_CASE("golden.networks.10") {
  if (!test::have_reference()) return;
  test::check_network<network_10, nn::mean_squared_error, 1>(test::golden_network(10));
}

TEST_CASE("golden.networks.11") {
  if (!test::have_reference()) return;
  test::check_network<network_11, nn::mean_absolute_error, 4>(test::golden_network(11));
}
