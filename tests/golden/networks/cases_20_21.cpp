// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_20 = nn::network<nn::input<2, T>, nn::dense<7>>;

template <class T>
using network_21 = nn::network<nn::input<3, T>, nn::dense<17, nn::hard_tanh>, nn::dense<5>>;

}  // namespace

TEST_CASE("golden.networks.20") {
  if (!test::have_reference()) return;
  test::check_network<network_20, nn::mean_squared_error, 4>(test::golden_network(20),
                                                             nn::adam{.learning_rate = 0.01});
}

TEST_CASE("golden.networks.21") {
  if (!test::have_reference()) return;
  test::check_network<network_21, nn::mean_absolute_error, 7>(test::golden_network(21));
}
