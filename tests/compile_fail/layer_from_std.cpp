// A layer of one's own that calls a function of <cmath>.
// REMEDY: Call ctnn's, unqualified.
// EXPECT: at_layer<2>
// EXPECT: in<ctnn.*conversion>.*expected<ctnn.*a_number>.*got<ctnn.*a_formula
// EXPECT: Call ctnn.s functions on it
#include <ctnn/ctnn.hpp>

#include <cmath>

namespace nn = ctnn;

template <std::size_t N>
struct block {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, N, inputs}, nn::parameter{nn::role::bias, N}};
  }
#ifdef CTNN_MUST_FAIL
  static constexpr auto formula(auto x, auto w, auto b) { return std::tanh(w * x + b); }
#else
  static constexpr auto formula(auto x, auto w, auto b) { return x + tanh(w * x + b); }
#endif
};

int main() {
  nn::network<nn::input<3>, nn::dense<5>, nn::dense<4>, block<4>> net;
  const auto y = net(nn::vector<float, 3>{});
  static_cast<void>(y);
}
