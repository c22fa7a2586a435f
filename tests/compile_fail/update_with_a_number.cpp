// A number in an optimizer's update: its value is not part of the formula's type.
// REMEDY: Write it as a fraction, which is; what changes from step to step comes from `next`.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*constants_and_numbers_of_the_step>.*got<ctnn.*a_number
// EXPECT: an optimizer's update is made of constants
#include <ctnn/ctnn.hpp>

#include <array>

namespace nn = ctnn;

struct halved : nn::sgd {
  static constexpr auto update(auto w, auto g, auto, auto) {
#ifdef CTNN_MUST_FAIL
    return nn::in_order(nn::assign(w, w - 0.5f * g));
#else
    return nn::in_order(nn::assign(w, w - nn::fraction<1, 2> * g));
#endif
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::binary_cross_entropy, halved, 1> train{net};
  train.step(std::array<float, 4>{}, std::array<float, 3>{});
}
