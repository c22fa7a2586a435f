// Cross entropy of gelu, gelu_tanh, silu and softmax against plain loops, 9 samples at a time.
#include "support/own_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network = nn::network<nn::input<3, T>, nn::dense<16, nn::gelu>, nn::dense<7, nn::gelu_tanh>,
                            nn::dense<5, nn::silu>, nn::dense<3, nn::softmax>>;

}  // namespace

TEST_CASE("golden.own.cross_entropy") {
  test::check_own_network<network, nn::cross_entropy, 9>(
      nn::sgd{.learning_rate = 0.05, .weight_decay = 0.01});
}
