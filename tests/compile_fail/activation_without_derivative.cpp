// An operation of one's own without a derivative, in training.
// REMEDY: Say what it passes on: its derivative, beside its value.
// EXPECT: in<.*step_t>.*expected<ctnn.*a_derivative
// EXPECT: this operation has no derivative
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct step_t : nn::elementwise<step_t> {
  static constexpr auto value(auto z) { return z > 0.0f; }
};
#else
struct step_t : nn::elementwise<step_t> {
  static constexpr auto value(auto z) { return z * z; }
  static constexpr auto derivative(auto, auto dy, auto z) { return hadamard(dy, z + z); }
};
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, step_t{}>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, nn::sgd, 8> train{net};
  static_cast<void>(train);
}
