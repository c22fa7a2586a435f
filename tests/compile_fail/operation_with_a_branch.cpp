// An operation of one's own that branches on a comparison.
// REMEDY: Choose with select, which is done for all numbers of a register at once.
// EXPECT: expected<bool>.*got<ctnn.*one_for_each_lane>
// EXPECT: Write select.z > P.0., a, b.
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct positive_t : nn::elementwise<positive_t> {
  template <class P>
  static constexpr P value(P z) {
#ifdef CTNN_MUST_FAIL
    return z > P(0) ? z : P(0);
#else
    return select(z > P(0), z, P(0));
#endif
  }
  static constexpr auto derivative(auto, auto dy, auto z) { return select(z > 0.0, dy, 0.0); }
};

int main() {
  const nn::vector<float, 2> x{1.0f, -1.0f};
  const nn::vector<float, 2> y = positive_t{}(x);
  static_cast<void>(y);
}
