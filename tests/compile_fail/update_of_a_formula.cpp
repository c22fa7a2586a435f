// An optimizer's update that is what a weight becomes, and assigns it to nothing.
// REMEDY: Assign it.
// EXPECT: in<.*sign_descent>.*expected<ctnn.*assignments>.*got<ctnn.*op::subtract
// EXPECT: an optimizer's update returns assignments
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct sign_descent {
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {0.01}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
#ifdef CTNN_MUST_FAIL
    return w - numbers.template get<0>() * sign(g);
#else
    return nn::assign(w, w - numbers.template get<0>() * sign(g));
#endif
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, sign_descent, 8> train{net};
  static_cast<void>(train);
}
