// A sum of different shapes in the formula of a layer of one's own.
// REMEDY: Add what has the same rows.
// EXPECT: at_layer<2>
// EXPECT: in<ctnn.*add>.*expected.*rows_by_columns<4, 1.*got.*rows_by_columns<1, 4
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t N>
struct block {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, N, inputs}, nn::parameter{nn::role::bias, N}};
  }
#ifdef CTNN_MUST_FAIL
  static constexpr auto formula(auto x, auto w, auto b) { return w * x + transpose(b); }
#else
  static constexpr auto formula(auto x, auto w, auto b) { return x + tanh(w * x + b); }
#endif
};

int main() {
  nn::network<nn::input<3>, nn::dense<5>, nn::dense<4>, block<4>> net;
  const auto y = net(nn::vector<float, 3>{});
  static_cast<void>(y);
}
