// A layer that keeps a number in an object, of which a network has none.
// REMEDY: Make it a template argument.
// EXPECT: at_layer<0>.*in<.*scaled.*expected<ctnn.*a_type_without_members
// EXPECT: a layer is a type, of which no object is kept
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct scaled {
  double by = 0.5;
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 0> parameters(std::size_t) { return {}; }
  constexpr auto formula(auto x) const { return by * x; }
};
#else
template <double By>
struct scaled_by {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 0> parameters(std::size_t) { return {}; }
  static constexpr auto formula(auto x) { return By * x; }
};
using scaled = scaled_by<0.5>;
#endif

int main() {
  nn::network<nn::input<2>, scaled, nn::dense<1>> net;
  static_cast<void>(net);
}
