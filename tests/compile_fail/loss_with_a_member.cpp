// A loss whose formula reads a member.
// REMEDY: Make it a template argument.
// EXPECT: in<.*above.*expected<ctnn.*a_static_function
// EXPECT: a loss is part of a trainer.s type, and its formula static
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct above {
  double least;
  constexpr auto formula(auto a, auto t) const { return mean(max(abs(a - t), least)); }
};
inline constexpr above loss{0.1};
#else
template <long N, long D>
struct above {
  static constexpr auto formula(auto a, auto t) {
    return mean(max(abs(a - t), nn::fraction<N, D>));
  }
};
inline constexpr above<1, 10> loss{};
#endif

int main() {
  nn::network<nn::input<4>, nn::dense<3>> net;
  nn::trainer<decltype(net), loss, nn::sgd, 8> train{net};
  static_cast<void>(train);
}
