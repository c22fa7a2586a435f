// Huber of hard_sigmoid, hard_tanh, hard_swish, relu6 and identity against plain loops, 70 samples
// at a time.
#include "support/own_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network =
    nn::network<nn::input<2, T>, nn::dense<8, nn::hard_sigmoid>, nn::dense<17, nn::hard_tanh>,
                nn::dense<3, nn::hard_swish>, nn::dense<6, nn::relu6>, nn::dense<7>>;

}  // namespace

TEST_CASE("golden.own.huber") {
  test::check_own_network<network, nn::huber, 70>(nn::sgd{.learning_rate = 0.05});
}
