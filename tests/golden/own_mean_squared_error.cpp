// Mean squared error of relu, tanh, sigmoid and identity against plain loops, 5 samples at a time.
#include "support/own_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network = nn::network<nn::input<5, T>, nn::dense<7, nn::relu>, nn::dense<9, nn::tanh>,
                            nn::dense<3, nn::sigmoid>, nn::dense<2>>;

}  // namespace

TEST_CASE("golden.own.mean_squared_error") {
  test::check_own_network<network, nn::mean_squared_error, 5>(nn::sgd{.learning_rate = 0.05});
}
