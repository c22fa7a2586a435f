// The gradients of networks are what differences say: between them, the files of this folder take
// each size as inputs, units and outputs, and each activation and loss.
#include "support/network_laws.hpp"

namespace nn = ctnn;

TEST_CASE("laws.networks.huber.2_3_15_31") {
  using network = nn::network<nn::input<2, double>, nn::dense<3, nn::softplus>,
                              nn::dense<15, nn::selu>, nn::dense<31>>;
  const std::string name = "huber of softplus and selu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::huber>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::huber>(name, 9);
}

TEST_CASE("laws.networks.binary_cross_entropy.31_15_32_2") {
  using network = nn::network<nn::input<31, double>, nn::dense<15, nn::relu6>,
                              nn::dense<32, nn::hard_swish>, nn::dense<2, nn::sigmoid>>;
  const std::string name = "binary_cross_entropy of relu6 and hard_swish";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::binary_cross_entropy>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::binary_cross_entropy>(name, 9);
}

TEST_CASE("laws.networks.mean_squared_error.9_32_3_9") {
  using network =
      nn::network<nn::input<9, double>, nn::dense<32>, nn::dense<3, nn::relu>, nn::dense<9>>;
  const std::string name = "mean_squared_error of identity and relu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::mean_squared_error>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::mean_squared_error>(name, 9);
}
