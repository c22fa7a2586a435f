// The gradients of networks are what differences say: between them, the files of this folder take
// each size as inputs, units and outputs, and each activation and loss.
#include "support/network_laws.hpp"

namespace nn = ctnn;

TEST_CASE("laws.networks.binary_cross_entropy.17_2_9_17") {
  using network = nn::network<nn::input<17, double>, nn::dense<2, nn::elu>, nn::dense<9, nn::mish>,
                              nn::dense<17, nn::sigmoid>>;
  const std::string name = "binary_cross_entropy of elu and mish";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::binary_cross_entropy>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::binary_cross_entropy>(name, 9);
}

TEST_CASE("laws.networks.mean_squared_error.8_9_31_1") {
  using network = nn::network<nn::input<8, double>, nn::dense<9, nn::softsign>,
                              nn::dense<31, nn::sigmoid>, nn::dense<1>>;
  const std::string name = "mean_squared_error of softsign and sigmoid";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::mean_squared_error>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::mean_squared_error>(name, 9);
}

TEST_CASE("laws.networks.mean_absolute_error.1_31_2_8") {
  using network = nn::network<nn::input<1, double>, nn::dense<31, nn::gelu_tanh>,
                              nn::dense<2, nn::hard_tanh>, nn::dense<8>>;
  const std::string name = "mean_absolute_error of gelu_tanh and hard_tanh";
  for (std::size_t batch : {1u, 9u}) {
    laws::network_gradient_is_difference<network, nn::mean_absolute_error>(name, batch);
  }
  laws::batch_is_mean_of_samples<network, nn::mean_absolute_error>(name, 9);
}
