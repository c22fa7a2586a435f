// The gradients of networks with few outputs, for numbers of samples below and above those of a
// register.
#include "support/network_laws.hpp"

namespace nn = ctnn;

namespace {

template <std::size_t Outputs, auto Activation, auto Loss, std::size_t Units = 3>
void check(const std::string& loss) {
  using network =
      nn::network<nn::input<5, double>, nn::dense<Units, nn::tanh>, nn::dense<Outputs, Activation>>;
  const std::string name = loss + " of " + std::to_string(Outputs) + " outputs";
  for (std::size_t batch : {1u, 3u, 9u, 21u}) {
    laws::network_gradient_is_difference<network, Loss>(name, batch);
    laws::batch_is_mean_of_samples<network, Loss>(name, batch);
  }
}
template <std::size_t Classes>
void check_softmax() {
  check<Classes, nn::softmax, nn::cross_entropy>("cross_entropy");
}
template <std::size_t Outputs>
void check_sigmoid() {
  check<Outputs, nn::sigmoid, nn::binary_cross_entropy>("binary_cross_entropy");
}

}  // namespace

TEST_CASE("laws.networks.cross_entropy.two_classes") { check_softmax<2>(); }
TEST_CASE("laws.networks.cross_entropy.three_classes") { check_softmax<3>(); }
TEST_CASE("laws.networks.cross_entropy.four_classes") { check_softmax<4>(); }
TEST_CASE("laws.networks.cross_entropy.seven_classes") { check_softmax<7>(); }
TEST_CASE("laws.networks.cross_entropy.eleven_classes") { check_softmax<11>(); }
TEST_CASE("laws.networks.binary_cross_entropy.one_output") { check_sigmoid<1>(); }
TEST_CASE("laws.networks.binary_cross_entropy.two_outputs") { check_sigmoid<2>(); }
TEST_CASE("laws.networks.binary_cross_entropy.three_outputs") { check_sigmoid<3>(); }
// More units than few: the loss is then computed apart from the product.
TEST_CASE("laws.networks.binary_cross_entropy.three_outputs_of_seven_units") {
  check<3, nn::sigmoid, nn::binary_cross_entropy, 7>("binary_cross_entropy");
}
TEST_CASE("laws.networks.mean_squared_error.three_outputs_of_seven_units") {
  check<3, nn::tanh, nn::mean_squared_error, 7>("mean_squared_error");
}
