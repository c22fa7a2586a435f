// The gradients of networks with few classes, for numbers of samples below and above those of a
// register.
#include "support/network_laws.hpp"

namespace nn = ctnn;

namespace {

template <std::size_t Classes>
void check() {
  using network =
      nn::network<nn::input<5, double>, nn::dense<3, nn::tanh>, nn::dense<Classes, nn::softmax>>;
  const std::string name = "cross_entropy of " + std::to_string(Classes) + " classes";
  for (std::size_t batch : {1u, 3u, 9u, 21u}) {
    laws::network_gradient_is_difference<network, nn::cross_entropy>(name, batch);
    laws::batch_is_mean_of_samples<network, nn::cross_entropy>(name, batch);
  }
}

}  // namespace

TEST_CASE("laws.networks.cross_entropy.two_classes") { check<2>(); }
TEST_CASE("laws.networks.cross_entropy.three_classes") { check<3>(); }
TEST_CASE("laws.networks.cross_entropy.four_classes") { check<4>(); }
