// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"
#include "support/hard_sigmoid.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_19 =
    nn::network<nn::input<3, T>, nn::dense<13, nn::leaky_relu>, nn::dense<8, nn::mish>,
                nn::dense<8, test::hard_sigmoid<T>>, nn::dense<2, nn::softmax>>;

}  // namespace

TEST_CASE("golden.networks.19") {
  if (!test::have_reference()) return;
  test::check_network<network_19, nn::cross_entropy, 16>(test::golden_network(19));
}
