// The gradients of networks are what differences say: between them, the files of this folder take
// each size as inputs, units and outputs, and each activation and loss.
#include "support/network_laws.hpp"

namespace nn = ctnn;

TEST_CASE("laws.networks.mean_squared_error.7_1_8_16") {
  using network = nn::network<nn::input<7, double>, nn::dense<1, nn::relu>, nn::dense<8, nn::tanh>,
                              nn::dense<16>>;
  const std::string name = "mean_squared_error of relu and tanh";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::mean_squared_error>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::mean_squared_error>(name, 9);
}

TEST_CASE("laws.networks.mean_absolute_error.33_8_17_33") {
  using network = nn::network<nn::input<33, double>, nn::dense<8, nn::gelu>,
                              nn::dense<17, nn::leaky_relu>, nn::dense<33>>;
  const std::string name = "mean_absolute_error of gelu and leaky_relu";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::mean_absolute_error>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::mean_absolute_error>(name, 9);
}

TEST_CASE("laws.networks.cross_entropy.16_17_1_7") {
  using network = nn::network<nn::input<16, double>, nn::dense<17, nn::silu>,
                              nn::dense<1, nn::hard_sigmoid>, nn::dense<7, nn::softmax>>;
  const std::string name = "cross_entropy of silu and hard_sigmoid";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::cross_entropy>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::cross_entropy>(name, 9);
}
