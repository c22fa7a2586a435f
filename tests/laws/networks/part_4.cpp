// The gradients of networks are what differences say: between them, the files of this folder take
// each size as inputs, units and outputs, and each activation and loss.
#include "support/network_laws.hpp"

namespace nn = ctnn;

TEST_CASE("laws.networks.cross_entropy.15_7_16_32") {
  using network = nn::network<nn::input<15, double>, nn::dense<7, nn::tanh>,
                              nn::dense<16, nn::gelu>, nn::dense<32, nn::softmax>>;
  const std::string name = "cross_entropy of tanh and gelu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::cross_entropy>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::cross_entropy>(name, 9);
}

TEST_CASE("laws.networks.huber.3_16_33_3") {
  using network = nn::network<nn::input<3, double>, nn::dense<16, nn::leaky_relu>,
                              nn::dense<33, nn::silu>, nn::dense<3>>;
  const std::string name = "huber of leaky_relu and silu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::huber>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::huber>(name, 9);
}

TEST_CASE("laws.networks.binary_cross_entropy.32_33_7_15") {
  using network = nn::network<nn::input<32, double>, nn::dense<33, nn::hard_sigmoid>,
                              nn::dense<7, nn::elu>, nn::dense<15, nn::sigmoid>>;
  const std::string name = "binary_cross_entropy of hard_sigmoid and elu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::binary_cross_entropy>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::binary_cross_entropy>(name, 9);
}
