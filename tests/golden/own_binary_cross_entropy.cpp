// Binary cross entropy of mish, softplus, softsign and sigmoid against plain loops, 33 samples at a
// time.
#include "support/own_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network = nn::network<nn::input<9, T>, nn::dense<13, nn::mish>, nn::dense<2, nn::softplus>,
                            nn::dense<31, nn::softsign>, nn::dense<1, nn::sigmoid>>;

}  // namespace

TEST_CASE("golden.own.binary_cross_entropy") {
  test::check_own_network<network, nn::binary_cross_entropy, 33>(nn::adam{.learning_rate = 0.01});
}
