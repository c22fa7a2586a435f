// A derivative that passes on a number, whatever the gradient is.
// REMEDY: Multiply the gradient by it.
// EXPECT: in<.*square_t>.*expected<ctnn.*a_formula.*got<double
// EXPECT: derivative returns a formula, what it passes on of dy
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct square_t : nn::elementwise<square_t> {
  static constexpr auto value(auto z) { return z * z; }
#ifdef CTNN_MUST_FAIL
  static constexpr auto derivative(auto, auto, auto) { return 2.0; }
#else
  static constexpr auto derivative(auto, auto dy, auto z) { return 2.0 * dy * z; }
#endif
};
inline constexpr square_t square{};

int main() {
  nn::network<nn::input<2>, nn::dense<4, square>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  static_cast<void>(train);
}
