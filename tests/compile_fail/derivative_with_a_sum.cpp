// A derivative that adds up what an operation on each number does not see.
// REMEDY: Multiply number by number.
// EXPECT: in<.*square_t>.*expected<ctnn.*one_number_at_a_time.*got<ctnn.*sum_of
// EXPECT: derivative is about each number by itself
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct square_t : nn::elementwise<square_t> {
  static constexpr auto value(auto z) { return z * z; }
#ifdef CTNN_MUST_FAIL
  static constexpr auto derivative(auto, auto dy, auto z) { return 2.0 * dy * sum(z); }
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
