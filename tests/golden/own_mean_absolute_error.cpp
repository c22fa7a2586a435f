// Mean absolute error of leaky_relu, elu, selu and identity against plain loops, 1 sample at a
// time.
#include "support/own_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network = nn::network<nn::input<17, T>, nn::dense<15, nn::leaky_relu>, nn::dense<8, nn::elu>,
                            nn::dense<33, nn::selu>, nn::dense<4>>;

}  // namespace

TEST_CASE("golden.own.mean_absolute_error") {
  test::check_own_network<network, nn::mean_absolute_error, 1>(nn::adam{.learning_rate = 0.01});
}
