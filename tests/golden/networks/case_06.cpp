// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_06 = nn::network<nn::input<4, T>, nn::dense<15>, nn::dense<18, nn::gelu_tanh>,
                               nn::dense<3, nn::gelu_tanh>, nn::dense<1>>;

}  // namespace

TEST_CASE("golden.networks.06") {
  if (!test::have_reference()) return;
  test::check_network<network_06, nn::mean_absolute_error, 1>(test::golden_network(6));
}
