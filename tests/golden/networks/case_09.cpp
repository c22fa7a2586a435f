// Networks against the reference cases: dims, activations, loss, batch and optimizer of each are
// compared with the file before anything else is.
#include "support/check_network.hpp"
#include "support/golden.hpp"
#include "support/hard_sigmoid.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network_09 = nn::network<nn::input<33, T>, nn::dense<8, nn::elu>, nn::dense<5, nn::sigmoid>,
                               nn::dense<24, test::hard_sigmoid<T>>, nn::dense<18, nn::softmax>>;

}  // namespace

TEST_CASE("golden.networks.09") {
  if (!test::have_reference()) return;
  test::check_network<network_09, nn::cross_entropy, 3>(
      test::golden_network(9), nn::sgd{.learning_rate = 0.05, .weight_decay = 0.01});
}
