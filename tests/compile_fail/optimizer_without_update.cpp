// An optimizer that does not say how a parameter changes.
// REMEDY: Give it an update.
// EXPECT: in<ctnn.*trainer_call>.*expected<ctnn.*an_optimizer>.*got<.*sign_descent
// EXPECT: this is not an optimizer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct sign_descent {
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {0.01}; }
};
#else
struct sign_descent {
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {0.01}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::in_order(nn::assign(w, w - numbers.template get<0>() * sign(g)));
  }
};
#endif

int main() {
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, sign_descent, 8> train{net};
  static_cast<void>(train);
}
