// `*` in an optimizer's update, which is the product of matrices where weights are square.
// REMEDY: Write hadamard for products of numbers.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*a_formula_for_each_number>.*got<ctnn.*op::matmul
// EXPECT: an optimizer's update is about each number by itself
#include <ctnn/ctnn.hpp>

#include <array>

namespace nn = ctnn;

struct bounded : nn::sgd {
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    const auto moved = w - numbers.template get<1>() * g;
#ifdef CTNN_MUST_FAIL
    return nn::in_order(nn::assign(w, moved), nn::assign(w, w - w * w));
#else
    return nn::in_order(nn::assign(w, moved), nn::assign(w, w - hadamard(w, w)));
#endif
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<4, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::binary_cross_entropy, bounded, 1> train{net};
  train.step(std::array<float, 4>{}, std::array<float, 4>{});
}
