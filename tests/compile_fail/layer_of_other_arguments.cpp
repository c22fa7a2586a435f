// A layer of one's own whose formula does not take its parameters.
// REMEDY: Take x and each of the parameters, in the order of their list.
// EXPECT: at_layer<2>.*in<block<4.*expected<ctnn.*formula_of_arguments<3
// EXPECT: a layer.s formula takes x and each of the layer.s parameters
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t N>
struct block {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, N, inputs}, nn::parameter{nn::role::bias, N}};
  }
#ifdef CTNN_MUST_FAIL
  static constexpr auto formula(auto x, auto w) { return tanh(w * x); }
#else
  static constexpr auto formula(auto x, auto w, auto b) { return x + tanh(w * x + b); }
#endif
};

int main() {
  nn::network<nn::input<3>, nn::dense<5>, nn::dense<4>, block<4>> net;
  const auto y = net(nn::vector<float, 3>{});
  static_cast<void>(y);
}
