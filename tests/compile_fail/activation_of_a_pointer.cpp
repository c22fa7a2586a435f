// An activation from a pointer to a function.
// REMEDY: Call the function in a lambda.
// EXPECT: in<ctnn.*activation_function>.*expected<ctnn.*a_lambda
// EXPECT: where a pointer points is not part of a network.s type
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
double squared(double z) { return z * z; }
constexpr auto square = nn::activation(squared);
#else
constexpr auto squared(auto z) { return z * z; }
constexpr auto square = nn::activation([](auto z) { return squared(z); });
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, square>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
