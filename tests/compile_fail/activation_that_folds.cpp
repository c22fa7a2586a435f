// An activation that is not about each number by itself.
// REMEDY: Write what folds as a function of the whole vector, and give it to the layer as it is.
// EXPECT: in<ctnn.*activation_function>.*expected<ctnn.*one_number_at_a_time>.*got<ctnn.*sum_of
// EXPECT: an activation.s function is about each number by itself
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
constexpr auto share_of = nn::activation([](auto z) { return z / sum(z); });
#else
constexpr auto share_of = [](auto z) { return z / sum_features(z); };
#endif

int main() {
  nn::network<nn::input<2>, nn::dense<4, share_of>> net;
  static_cast<void>(net(nn::vector<float, 2>{}));
}
