// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_13 = nn::network<nn::input<17, T>, nn::dense<17, nn::sigmoid>>;

template <class T>
using network_14 =
    nn::network<nn::input<32, T>, nn::dense<5, nn::gelu>, nn::dense<18, nn::softmax>>;

}  // namespace

TEST_CASE("golden.networks.13") {
  if (!test::have_reference()) return;
  test::check_network<network_13, nn::binary_cross_entropy, 32>(test::golden_network(13));
}

TEST_CASE("golden.networks.14") {
  if (!test::have_reference()) return;
  test::check_network<network_14, nn::cross_entropy, 2>(test::golden_network(14));
}
