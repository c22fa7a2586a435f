// The weights of a layer that has gains.
// REMEDY: Take the parameter by its place.
// EXPECT: in<.*scaled.*expected<ctnn.*a_parameter_of<
// EXPECT: none of the layer.s parameters has this role
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct scaled {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 1> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::gain, inputs}};
  }
  static constexpr auto formula(auto x, auto gain) { return hadamard(gain, x); }
};

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, scaled> net;
  net.layer<0>().weights(1, 0) = 2;
#else
  nn::network<nn::input<4>, scaled> net;
  net.layer<0>().get<0>()(1) = 2;
#endif
}
